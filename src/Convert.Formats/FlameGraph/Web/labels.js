// How much of a name fits into a frame: measured by characters, each once, without asking for the page's layout.
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

	// The name of a title, cut and ended with two dots if it is too wide; empty if hardly anything fits.
	return function (title, room) {
		if (room < 2 * settings.fontSize * settings.fontWidth) return "";
		var name = title.replace(/^([^]*) \(-?[\d,]+ [^]*\)$/, "$1");
		var dots = 2 * widthOf(".");
		var width = 0, cut = 0;
		for (var i = 0; i < name.length;) {
			// A character may take two places.
			var character = String.fromCodePoint(name.codePointAt(i));
			width += widthOf(character);
			if (width > room) return cut > 0 ? name.slice(0, cut) + ".." : "";
			i += character.length;
			if (width + dots <= room) cut = i;
		}
		return name;
	};
}
