// Finds frames by a regular expression over their titles, colours them, and tells how much they take.
function flamegraphSearch(frames, view, color) {
	"use strict";

	function mark(node, matches) {
		if (node.matches === matches) return;
		node.matches = matches;
		if (matches) {
			node.rect.setAttribute("_orig_fill", node.rect.getAttribute("fill"));
			node.rect.setAttribute("fill", color);
		} else {
			node.rect.setAttribute("fill", node.rect.getAttribute("_orig_fill"));
			node.rect.removeAttribute("_orig_fill");
		}
	}

	function compile(text, ignoreCase) {
		try {
			return new RegExp(text, ignoreCase ? "i" : "");
		} catch (e) {
			return null;
		}
	}

	// How much of what is seen lies under matches. Frames are sorted by start and then depth, so one that begins before
	// the last counted one ends lies over it, and is not counted again.
	function matched() {
		var seen = view.seen();
		var sum = 0, last = -Infinity;
		frames.nodes.forEach(function (n) {
			if (!n.matches || n.start < last || n.end <= seen.start || n.start >= seen.end) return;
			sum += Math.min(n.end, seen.end) - Math.max(n.start, seen.start);
			last = n.end;
		});
		return 100 * sum / (seen.end - seen.start);
	}

	var search = {
		// What is searched for; null if nothing is.
		term: null,

		ignoreCase: false,

		apply: function () {
			var pattern = search.term === null ? null : compile(search.term, search.ignoreCase);
			search.isBad = search.term !== null && pattern === null;
			frames.nodes.forEach(function (n) { mark(n, pattern !== null && pattern.test(frames.nameOf(n))); });
		},

		// What to tell of the search.
		result: function () {
			if (search.isBad) return "Bad pattern";
			var percent = matched();
			return "Matched: " + (percent === 0 || percent === 100 ? percent : percent.toFixed(1)) + "%";
		}
	};
	return search;
}

// A box to type a search in. Not prompt(): sandboxed pages block it, and it cannot search while one types.
function flamegraphSearchBox(svg, place, changed, closed) {
	"use strict";

	var holder = document.createElementNS(svg.namespaceURI, "foreignObject");
	holder.setAttribute("id", "searchbox");
	Object.keys(place).forEach(function (name) { holder.setAttribute(name, place[name]); });
	var box = document.createElementNS("http://www.w3.org/1999/xhtml", "input");
	box.setAttribute("type", "search");
	box.setAttribute("aria-label", "Search, a regular expression");
	box.setAttribute("placeholder", "regular expression, such as ^ext4_");
	var timer = 0;

	box.addEventListener("input", function () {
		clearTimeout(timer);
		timer = setTimeout(function () { changed(box.value); }, 150);
	});
	box.addEventListener("keydown", function (e) {
		if (e.key === "Enter" || e.key === "Escape") {
			clearTimeout(timer);
			e.preventDefault();
			e.stopPropagation();
			changed(e.key === "Enter" ? box.value : "");
			holder.remove();
			closed();
		} else if (!e.ctrlKey) {
			e.stopPropagation();
		}
	});
	holder.appendChild(box);
	svg.appendChild(holder);
	box.focus();
}
