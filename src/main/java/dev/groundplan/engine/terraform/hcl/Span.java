package dev.groundplan.engine.terraform.hcl;

/** Where something stands in its file: offsets from 0, end exclusive; the line counts from 1. */
record Span(int start, int end, int line) {
    Span to(Span last) {
        return new Span(start, last.end, line);
    }
}
