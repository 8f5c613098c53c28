// Cuts the names of frames to the width of their frame.
//
// Widths are measured once per character, on a canvas: measuring text in the page would make the browser lay out the
// whole page for each frame. Returns a function from a title and a width in pixels to a label:
//
//   "parse_request (50 samples, 50.00%)", 70   →   "parse_re.."
function flamegraphLabels(sample, settings) {
	"use strict";

	var widths = {};
	var pen = null;

	function measure(character) {
		if (pen === null) {
			var canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
			pen = canvas.getContext ? canvas.getContext("2d") : false;
			if (pen) {
				var style = window.getComputedStyle(sample);
				pen.font = style.fontSize + " " + style.fontFamily;
			}
		}
		return pen ? pen.measureText(character).width : settings.fontSize * settings.fontWidth;
	}

	function widthOf(character) {
		if (widths[character] === undefined) widths[character] = measure(character);
		return widths[character];
	}

	// Empty if there is no room for one character and the two dots.
	return function (title, room) {
		if (room < 2 * settings.fontSize * settings.fontWidth) return "";
		var name = title.replace(/^([^]*) \(-?[\d,]+ [^]*\)$/, "$1");
		var dots = 2 * widthOf(".");
		var width = 0, cut = 0;
		for (var i = 0; i < name.length;) {
			// A character may consist of two UTF-16 code units.
			var character = String.fromCodePoint(name.codePointAt(i));
			width += widthOf(character);
			if (width > room) return cut > 0 ? name.slice(0, cut) + ".." : "";
			i += character.length;
			if (width + dots <= room) cut = i;
		}
		return name;
	};
}
