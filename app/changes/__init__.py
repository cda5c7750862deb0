"""The change: one act with its settings; how it is folded, judged, chained. Pure; both sides run the same code."""
