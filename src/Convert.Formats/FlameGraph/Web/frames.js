// The frames of a graph as objects, with their positions and parents.
//
//   frames     the element <g id="frames">, whose children are the frames
//   list       the element <metadata id="spans">, with their exact sizes
//   inverted   whether the root is at the top
function flamegraphFrames(frames, list, inverted) {
	"use strict";

	// Sorted by start, then by level: parents before children, left before right.
	var nodes = [];

	// Rows of frames, the root's first; each row from left to right.
	var rows = [];

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
			// As drawn in the file: texts for attributes and addresses, numbers for computing.
			x: rect.getAttribute("x"), y: rect.getAttribute("y"), width: rect.getAttribute("width"),
			left: parseFloat(rect.getAttribute("x")), size: parseFloat(rect.getAttribute("width")),
			// The exact span, in the unit of sample values; in pixels if the list of spans is not valid.
			start: 0, end: 0,
			row: null, index: 0, parent: null,
			// As shown now.
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

	// Groups the frames by their y.
	function groupRows() {
		var byY = {};
		nodes.forEach(function (n) {
			if (!byY[n.y]) rows.push(byY[n.y] = { y: n.y, nodes: [], level: 0 });
			n.row = byY[n.y];
		});
		rows.sort(function (a, b) { return depth(a) - depth(b); });
		rows.forEach(function (row, level) { row.level = level; });
	}

	// Reads the exact spans. Coordinates have one decimal, which is too coarse for zooming far.
	//
	//          [ a ]   [   c   ]             all main a c
	//      [        main        ]       →    10  10  2+3 1+4
	//      0    2    5  6      10
	//
	// One word per frame: its size, or gap+size. The gap is measured from the end of the previous callee of the same
	// caller, or from the caller's start. False if the list does not fit the frames.
	function readSpans() {
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

	// In the order of nodes, the parent of a frame is the last frame before it on the level below.
	function findParents() {
		var last = [];
		nodes.forEach(function (n) {
			var level = n.row.level;
			n.index = n.row.nodes.push(n) - 1;
			n.parent = level > 0 ? last[level - 1] || null : null;
			last[level] = n;
		});
	}

	collect();
	groupRows();
	if (!readSpans()) {
		// Another program changed the graph: use the rounded pixels.
		nodes.forEach(function (n) {
			n.start = n.left;
			n.end = n.left + n.size;
		});
	}
	nodes.sort(function (a, b) { return a.start - b.start || a.row.level - b.row.level; });
	findParents();

	return {
		nodes: nodes,

		// The text of a frame's title, cached.
		nameOf: function (node) {
			if (node.name === null) {
				var title = childOf(node.group, "title");
				node.name = title ? title.textContent : "";
			}
			return node.name;
		},

		of: function (group) { return nodes.find(function (n) { return n.group === group; }) || null; },

		// The adjacent frame of the same row at the left (step -1) or right (step 1); null if there is none or it is hidden.
		beside: function (node, step) {
			var next = node.row.nodes[node.index + step];
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
