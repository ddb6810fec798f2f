//go:build linux

package main

import (
	"bytes"
	"fmt"
	"html"
	"math"
)

// Sizes of the plot in pixels.
const (
	plotWidth  = 900
	plotLeft   = 400
	plotRight  = 70
	plotBar    = 14
	plotGap    = 14
	plotTop    = 64
	plotBottom = 30
)

var colours = map[string]string{"node": "#5a9e4b", "go": "#29a3c9", "bun": "#d98a3d", "deno": "#777777", "base": "#a24fb0"}

// plot shows for each case what its first figure is through that of each other
// peer, on a logarithmic scale, turned so that the right is better.
func (rep *report) plot() []byte {
	var body bytes.Buffer
	y := plotTop
	for _, r := range rep.results {
		bars := 0
		for _, p := range r.peers {
			ratio, ok := medianRatio(r.figuresOf(0, "tlsjs"), r.figuresOf(0, p.name))
			if p.name == "tlsjs" || !ok || ratio <= 0 {
				continue
			}
			if !r.metrics[0].more {
				ratio = 1 / ratio
			}
			bar(&body, y+bars*plotBar, ratio, p.name)
			bars++
		}
		if bars == 0 {
			continue
		}
		fmt.Fprintf(&body, `<text x="%d" y="%d" text-anchor="end">%s</text>`+"\n", plotLeft-12, y+11, html.EscapeString(r.title))
		fmt.Fprintf(&body, `<text x="%d" y="%d" text-anchor="end" fill="#777">%s</text>`+"\n", plotLeft-12, y+25, html.EscapeString(r.metrics[0].name))
		y += max(bars, 2)*plotBar + plotGap
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="11">`+"\n", plotWidth, y+plotBottom)
	fmt.Fprintf(&out, `<rect width="%d" height="%d" fill="#fff"/>`+"\n", plotWidth, y+plotBottom)
	out.WriteString(`<text x="16" y="22" font-size="15">tlsjs against its peers: how many times better (right) or worse (left)</text>` + "\n")
	rep.legend(&out)
	for _, tick := range []float64{0.1, 0.2, 0.5, 1, 2, 5, 10} {
		x := position(tick)
		shade := "#ddd"
		if tick == 1 {
			shade = "#333"
		}
		fmt.Fprintf(&out, `<line x1="%.1f" x2="%.1f" y1="%d" y2="%d" stroke="%s"/>`+"\n", x, x, plotTop-8, y, shade)
		fmt.Fprintf(&out, `<text x="%.1f" y="%d" text-anchor="middle" fill="#555">%g×</text>`+"\n", x, y+14, tick)
	}
	out.Write(body.Bytes())
	out.WriteString("</svg>\n")
	return out.Bytes()
}

func (rep *report) legend(out *bytes.Buffer) {
	x := 16
	for _, p := range rep.peers {
		if p.name == "tlsjs" {
			continue
		}
		fmt.Fprintf(out, `<rect x="%d" y="34" width="10" height="10" fill="%s"/><text x="%d" y="43">against %s</text>`+"\n", x, colours[p.name], x+15, p.name)
		x += 110
	}
}

// position is the place of a ratio; what is off the scale stands at its end.
func position(ratio float64) float64 {
	share := (math.Log10(ratio) + 1) / 2
	return plotLeft + max(0, min(1, share))*(plotWidth-plotLeft-plotRight)
}

// bar reaches from one to the ratio.
func bar(out *bytes.Buffer, y int, ratio float64, name string) {
	from, to := position(1), position(ratio)
	fmt.Fprintf(out, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/>`+"\n", min(from, to), y, math.Abs(to-from), plotBar-2, colours[name])
	anchor, x := "start", max(from, to)+4
	if ratio < 1 {
		anchor, x = "end", min(from, to)-4
	}
	fmt.Fprintf(out, `<text x="%.1f" y="%d" text-anchor="%s" font-size="10">%.2f</text>`+"\n", x, y+10, anchor, ratio)
}
