package chart

// The colours of dashboards/web/css/tokens.css, told apart with any common colour blindness and in grey print. No red,
// no green: a locality is not judged by a colour. JS knows them by the same names.
const (
	teal  = "#0e5a63"
	amber = "#d98a1f"
	blue  = "#5b86bd"
	plum  = "#7b4a74"
	sand  = "#b9ad86"
	gray  = "#7d8b90"
	ink   = "#14262c"
	soft  = "#47585f"
	claim = "#a35a08"
	wash  = "#e3eeee"
	white = "#ffffff"
)

var seriesColours = []string{teal, amber, blue, plum, sand, gray}

// Series of lines differ by their symbols too.
var seriesSymbols = []string{"circle", "rect", "diamond", "triangle", "emptyCircle", "emptyRect"}

// stripes and dots are patterns over a colour, so that parts of a bar differ without colours as well.
func stripes(colour string, rotation float64) object {
	return object{"symbol": "rect", "symbolSize": 1, "color": colour, "dashArrayX": []any{1, 0}, "dashArrayY": []any{2, 5}, "rotation": rotation}
}

func dots(colour string) object {
	return object{"symbol": "circle", "symbolSize": 0.5, "color": colour, "dashArrayX": []any{[]any{6, 6}, []any{0, 6, 6, 0}}, "dashArrayY": []any{4, 0}, "rotation": 0}
}
