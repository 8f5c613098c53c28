// Searches the titles of frames by a regular expression, colours the matching ones, and computes their share.
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

	// The percentage of the visible width that matching frames cover.
	//
	//          [ leaf* ]                     leaf starts before the end of work, which is counted
	//      [   work*    ]                    already, so it is above work and is not counted again
	//      [    main        ][ rest* ]       matched: work + rest
	//
	// Frames are sorted by start, then by level, so a callee follows its caller.
	function matchedPercent() {
		var seen = view.seen();
		var sum = 0, countedEnd = -Infinity;
		frames.nodes.forEach(function (n) {
			if (!n.matches || n.start < countedEnd || n.end <= seen.start || n.start >= seen.end) return;
			sum += Math.min(n.end, seen.end) - Math.max(n.start, seen.start);
			countedEnd = n.end;
		});
		return 100 * sum / (seen.end - seen.start);
	}

	var search = {
		// The searched pattern; null if there is no search.
		term: null,

		ignoreCase: false,

		apply: function () {
			var pattern = search.term === null ? null : compile(search.term, search.ignoreCase);
			search.isBad = search.term !== null && pattern === null;
			frames.nodes.forEach(function (n) { mark(n, pattern !== null && pattern.test(frames.nameOf(n))); });
		},

		// The text for the lower right corner.
		result: function () {
			if (search.isBad) return "Bad pattern";
			var percent = matchedPercent();
			return "Matched: " + (percent === 0 || percent === 100 ? percent : percent.toFixed(1)) + "%";
		}
	};
	return search;
}

// Opens a box for the pattern. window.prompt() is blocked in sandboxed pages and cannot search during typing.
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
