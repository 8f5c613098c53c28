// The frames of a graph as they were drawn, as objects: where they are, what lies on what.
function flamegraphFrames(frames, list, inverted) {
	"use strict";

	var nodes = [];   // sorted by start, then depth: parents before children, left before right
	var rows = [];    // from the root outwards, each from left to right

	function childOf(group, name) {
		for (var e = group.firstElementChild; e; e = e.nextElementSibling) {
			if (e.nodeName === name) return e;
		}
		return null;
	}

	function nodeFor(group, rect) {
		var text = childOf(group, "text");
		return {
			group: group, rect: rect, text: text, label: text ? text.textContent : "", name: null,
			// As they were drawn: text for attributes and addresses, numbers to reckon with.
			x: rect.getAttribute("x"), y: rect.getAttribute("y"), width: rect.getAttribute("width"),
			left: parseFloat(rect.getAttribute("x")), size: parseFloat(rect.getAttribute("width")),
			// In the unit of values; in pixels if that is unknown.
			start: 0, end: 0,
			row: null, place: 0, parent: null,
			// As they are shown.
			moved: false, shownLeft: NaN, shownSize: NaN, state: "", matches: false
		};
	}

	function collect() {
		for (var g = frames.firstElementChild; g; g = g.nextElementSibling) {
			var rect = childOf(g, "rect");
			if (rect) nodes.push(nodeFor(g, rect));
		}
	}

	function depth(thing) { return inverted ? +thing.y : -thing.y; }

	function arrange() {
		var byY = {};
		nodes.forEach(function (n) {
			if (!byY[n.y]) rows.push(byY[n.y] = { y: n.y, nodes: [], level: 0 });
			n.row = byY[n.y];
		});
		rows.sort(function (a, b) { return depth(a) - depth(b); });
		rows.forEach(function (row, level) { row.level = level; });
	}

	// Coordinates have one decimal; zooming far needs more, so exact sizes stand beside the frames, one word each:
	// "size", or "gap+size" if there is room before it.
	function measure() {
		var words = list ? list.textContent.trim().split(" ") : [];
		if (words.length !== nodes.length) return false;
		var next = [0];
		nodes.forEach(function (n, i) {
			var parts = words[i].split("+");
			var level = n.row.level;
			n.start = next[level] + (parts.length > 1 ? +parts[0] : 0);
			n.end = next[level] = n.start + +parts[parts.length - 1];
			next[level + 1] = n.start;
		});
		return nodes.every(function (n) { return n.end > n.start; });
	}

	// In the order of nodes, the frame met last in the row below is the parent.
	function adopt() {
		var last = [];
		nodes.forEach(function (n) {
			var level = n.row.level;
			n.place = n.row.nodes.push(n) - 1;
			n.parent = level > 0 ? last[level - 1] || null : null;
			last[level] = n;
		});
	}

	collect();
	arrange();
	if (!measure()) {
		// Something else changed the graph: pixels will do.
		nodes.forEach(function (n) {
			n.start = n.left;
			n.end = n.left + n.size;
		});
	}
	nodes.sort(function (a, b) { return a.start - b.start || a.row.level - b.row.level; });
	adopt();

	return {
		nodes: nodes,

		// The title's text, read when it is first asked for.
		nameOf: function (node) {
			if (node.name === null) {
				var title = childOf(node.group, "title");
				node.name = title ? title.textContent : "";
			}
			return node.name;
		},

		of: function (group) { return nodes.find(function (n) { return n.group === group; }) || null; },

		// The next shown frame of the row in a direction, or null.
		beside: function (node, step) {
			var next = node.row.nodes[node.place + step];
			return next && next.state !== "hide" ? next : null;
		},

		widestChild: function (node) {
			var row = rows[node.row.level + 1];
			return !row ? null : row.nodes.reduce(function (best, n) {
				var fits = n.parent === node && n.state !== "hide";
				return fits && (!best || n.end - n.start > best.end - best.start) ? n : best;
			}, null);
		}
	};
}
