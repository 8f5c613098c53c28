// The visible part of a graph: lays out the frames so that one of them fills the width.
//
//   all frames, 100 samples on 1180 pixels         after a click on work: 50 samples on 1180 pixels
//
//                 [leaf 30][other 10]                     [   leaf 30    ][other 10]
//   [ Idle 20 ][      work 50       ]              [           work 50             ]     Idle is hidden
//   [           main 70             ][rest 30]     [  main: full width and dimmed  ]     rest is hidden
//   [               all 100                  ]     [  all: full width and dimmed   ]
//
//   left(n) = pad + (n.start - seen.start) * ratio      ratio = (width - 2 * pad) / (seen.end - seen.start)
//   size(n) = (n.end - n.start) * ratio
function flamegraphView(frames, labelOf, settings) {
	"use strict";

	var pad = settings.pad;

	function setState(node, state) {
		if (node.state === state) return;
		if (node.state) node.group.classList.remove(node.state);
		if (state) node.group.classList.add(state);
		node.state = state;
	}

	// The script of flamegraph.pl keeps the original values in attributes of these names, and other scripts read them.
	function move(node) {
		node.moved = true;
		node.rect.setAttribute("_orig_x", node.x);
		node.rect.setAttribute("_orig_width", node.width);
	}

	function moveBack(node) {
		node.moved = false;
		node.rect.setAttribute("x", node.x);
		node.rect.setAttribute("width", node.width);
		node.rect.removeAttribute("_orig_x");
		node.rect.removeAttribute("_orig_width");
		write(node, node.label, node.text && node.text.getAttribute("_orig_x"));
		if (node.text) node.text.removeAttribute("_orig_x");
	}

	function write(node, label, x) {
		var text = node.text;
		if (!text || (label === "" && text.textContent === "")) return;
		if (text.textContent !== label) text.textContent = label;
		if (x === null) return;
		if (!text.hasAttribute("_orig_x")) text.setAttribute("_orig_x", text.getAttribute("x"));
		text.setAttribute("x", x);
	}

	// Shows a frame at a position. Equal to the drawn one, within rounding, the original attributes return.
	function place(node, left, size) {
		if (node.shownLeft === left && node.shownSize === size) return;
		node.shownLeft = left;
		node.shownSize = size;
		if (Math.abs(left - node.left) < 0.06 && Math.abs(size - node.size) < 0.06) {
			if (node.moved) moveBack(node);
			return;
		}
		if (!node.moved) move(node);
		node.rect.setAttribute("x", left.toFixed(2));
		node.rect.setAttribute("width", size.toFixed(2));
		write(node, labelOf(frames.nameOf(node), size - 3), (left + 3).toFixed(2));
	}

	var view = {
		width: settings.width,

		// The zoomed frame, which fills the width; null for the root.
		focus: null,

		// The frame that fills the width.
		seen: function () { return view.focus || frames.nodes[0]; },

		layOut: function () {
			var seen = view.seen();
			if (!seen) return;
			var room = view.width - 2 * pad;
			var ratio = room / (seen.end - seen.start);
			frames.nodes.forEach(function (n) {
				if (n.end <= seen.start || n.start >= seen.end) {
					setState(n, "hide");
				} else if (n.row.level < seen.row.level) {
					setState(n, "parent");
					place(n, pad, room);
				} else {
					setState(n, "");
					place(n, pad + (n.start - seen.start) * ratio, (n.end - n.start) * ratio);
				}
			});
		}
	};
	return view;
}
