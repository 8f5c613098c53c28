// Zoom, search and keyboard of the flame graph that contains this script.
//
// All state is in the closure, so a page may contain several graphs. Ids, classes, attributes and global functions are
// those of flamegraph.pl, so scripts made for its graphs work here.
function flamegraph(settings) {
	"use strict";

	var script = document.currentScript;
	var svg, group, details, matched, searchButton, caseButton, zoomButton;
	var frames = null, view, search;

	// The frame with the keyboard focus.
	var current = null;

	function byId(id) { return svg.querySelector("#" + id); }

	function start() {
		if (svg) return;
		svg = script && script.closest ? script.closest("svg") : document.querySelector("svg");
		group = svg && byId("frames");
		if (!group) {
			svg = null;
			return;
		}
		details = byId("details");
		matched = byId("matched");
		searchButton = byId("search");
		caseButton = byId("ignorecase");
		zoomButton = byId("unzoom");
		describe();
		listen();
		if (settings.fluid) fit();
		restore();
	}

	function listen() {
		svg.addEventListener("click", clicked);
		svg.addEventListener("keydown", keyInGraph);
		svg.addEventListener("mouseover", function (e) { show(groupOf(e.target)); });
		svg.addEventListener("mouseout", function (e) { if (groupOf(e.target)) show(null); });
		svg.addEventListener("focusin", function (e) { show(groupOf(e.target)); });
		window.addEventListener("keydown", keyInPage);
		if (settings.fluid) window.addEventListener("resize", fit);
	}

	// Reads the frames on first use, so that opening a large graph stays fast.
	function load() {
		if (frames) return;
		frames = flamegraphFrames(group, byId("spans"), settings.inverted);
		view = flamegraphView(frames, flamegraphLabels(details, settings), settings);
		search = flamegraphSearch(frames, view, settings.searchColor);
	}

	function groupOf(element) {
		while (element && element.parentNode !== group) element = element.parentNode;
		return element && element.nodeType === 1 ? element : null;
	}

	// ---- zoom and search ---------------------------------------------------------------------------------------

	function zoom(node) {
		load();
		view.focus = node && node.parent ? node : null;
		view.layOut();
		zoomButton.classList.toggle("hide", !view.focus);
		flamegraphAddress.change({
			x: view.focus ? view.focus.x : null,
			y: view.focus ? view.focus.y : null
		});
		showMatched();
	}

	// Sets the width of a fluid graph to that of its container or window.
	function fit() {
		load();
		var parent = svg.parentElement;
		var width = Math.max(200, parent ? parent.clientWidth : window.innerWidth);
		var wider = width - view.width;
		view.width = width;
		svg.setAttribute("width", width);
		svg.removeAttribute("viewBox");
		svg.querySelector("rect").setAttribute("width", width);
		[byId("title"), byId("subtitle")].forEach(function (e) { if (e) e.setAttribute("x", Math.floor(width / 2)); });
		[searchButton, caseButton, matched].forEach(function (e) { e.setAttribute("x", +e.getAttribute("x") + wider); });
		view.layOut();
	}

	function find(term) {
		load();
		if (term) search.term = term;
		search.apply();
		showSearch();
	}

	function resetSearch() {
		load();
		search.term = null;
		search.apply();
		showSearch();
	}

	function showSearch() {
		var on = search.term !== null;
		searchButton.classList.toggle("show", on);
		searchButton.textContent = on ? "Reset Search" : "Search";
		flamegraphAddress.change({ s: search.term });
		showMatched();
	}

	function showMatched() {
		var on = search.term !== null;
		matched.classList.toggle("hide", !on);
		matched.textContent = on ? search.result() : " ";
	}

	function searchOrReset() {
		if (search && search.term !== null) resetSearch();
		else if (byId("searchbox")) byId("searchbox").firstChild.focus();
		else openBox();
	}

	function openBox() {
		load();
		var width = Math.min(300, view.width - 2 * settings.pad);
		var place = {
			x: view.width - settings.pad - width, y: searchButton.getAttribute("y") - 1.5 * settings.fontSize,
			width: width, height: 2.5 * settings.fontSize
		};
		flamegraphSearchBox(
			svg,
			place,
			function (term) { if (term) find(term); else resetSearch(); },
			function () { searchButton.focus(); });
	}

	function toggleCase() {
		load();
		search.ignoreCase = !search.ignoreCase;
		caseButton.classList.toggle("show", search.ignoreCase);
		caseButton.setAttribute("aria-pressed", search.ignoreCase);
		if (search.term !== null) find();
	}

	function restore() {
		var state = flamegraphAddress.read();
		if (state.x && state.y) {
			load();
			var node = frames.nodes.find(function (n) { return n.x === state.x && n.y === state.y; });
			if (node) zoom(node);
		}
		if (state.s) find(state.s);
	}

	// ---- pointer and keyboard ----------------------------------------------------------------------------------

	function show(frame) {
		var title = frame && frame.querySelector("title");
		details.textContent = title ? settings.nameType + " " + title.textContent : " ";
	}

	function clicked(e) {
		var frame = groupOf(e.target);
		if (frame) {
			if (frame.nodeName === "a") {
				if (!e.ctrlKey) return;
				e.preventDefault();
			}
			load();
			moveFocus(frames.of(frame), true);
			zoom(current);
		}
		else if (e.target === zoomButton) zoom(null);
		else if (e.target === searchButton) searchOrReset();
		else if (e.target === caseButton) toggleCase();
	}

	function keyInPage(e) {
		// Programs that fill in forms send events without a key.
		var key = (e.key || "").toLowerCase();
		if (e.key === "F3" || (e.ctrlKey && key === "f")) {
			e.preventDefault();
			searchOrReset();
		} else if (e.ctrlKey && key === "i") {
			e.preventDefault();
			toggleCase();
		} else if (e.key === "Escape" && frames) {
			if (view.focus) zoom(null);
			else resetSearch();
		}
	}

	function keyInGraph(e) {
		if (e.ctrlKey || e.altKey || e.metaKey) return;
		var activates = e.key === "Enter" || e.key === " ";
		var frame = groupOf(e.target);
		if (frame) {
			keyOnFrame(e, frame, activates);
		} else if (activates && e.target.getAttribute("role") === "button") {
			e.preventDefault();
			e.target.dispatchEvent(new MouseEvent("click", { bubbles: true }));
		}
	}

	function keyOnFrame(e, frame, activates) {
		// On a link, Enter follows the link.
		if (frame.nodeName === "a" && e.key === "Enter") return;
		load();
		var node = current && current.group === frame ? current : frames.of(frame);
		var next = activates ? node : neighbour(node, e.key);
		if (next === undefined) return;
		e.preventDefault();
		if (activates) zoom(node === view.focus ? null : node);
		else if (next) moveFocus(next);
	}

	// The frame in the direction of an arrow key as seen in the picture. Null if there is none, undefined for other keys.
	function neighbour(node, key) {
		var outwards = settings.inverted ? "ArrowDown" : "ArrowUp";
		switch (key) {
			case "ArrowLeft": return frames.beside(node, -1);
			case "ArrowRight": return frames.beside(node, 1);
			case "ArrowUp":
			case "ArrowDown": return key === outwards ? frames.widestChild(node) : node.parent;
			case "Home": return view.seen();
			default: return undefined;
		}
	}

	// Focuses a frame. Only one frame at a time is reached by Tab; the arrow keys move on from it.
	function moveFocus(node, staysInPlace) {
		group.querySelectorAll(":scope > [tabindex]").forEach(function (e) { e.removeAttribute("tabindex"); });
		current = node;
		asItem(node.group, node.row.level + 1);
		node.group.focus({ preventScroll: staysInPlace === true });
	}

	function asItem(frame, level) {
		frame.setAttribute("tabindex", "0");
		frame.setAttribute("role", "treeitem");
		frame.setAttribute("aria-level", level);
	}

	function describe() {
		group.setAttribute("role", "tree");
		group.setAttribute("aria-label", "Frames; arrow keys move, Enter zooms, Escape goes back");
		if (group.firstElementChild) asItem(group.firstElementChild, 1);
		[zoomButton, searchButton, caseButton].forEach(function (e) {
			e.setAttribute("role", "button");
			e.setAttribute("tabindex", "0");
		});
		caseButton.setAttribute("aria-label", "Ignore case");
		caseButton.setAttribute("aria-pressed", "false");
		[details, matched].forEach(function (e) { e.setAttribute("aria-live", "polite"); });
	}

	// ---- functions for other scripts ---------------------------------------------------------------------------

	window.init = start;
	window.search = find;
	window.reset_search = resetSearch;
	window.search_prompt = searchOrReset;
	window.toggle_ignorecase = toggleCase;
	window.zoom = function (frame) {
		load();
		zoom(frames.of(frame));
	};
	window.unzoom = window.clearzoom = function () { zoom(null); };
	if (document.readyState !== "loading") start();
	else document.addEventListener("DOMContentLoaded", start);
}
