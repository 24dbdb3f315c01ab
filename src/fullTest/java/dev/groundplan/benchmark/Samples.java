package dev.groundplan.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Measured values of one thing, in its unit. */
final class Samples {
    private final String unit;
    private final List<Double> values = new ArrayList<>();

    Samples(String unit) {
        this.unit = unit;
    }

    synchronized void add(double value) {
        values.add(value);
    }

    synchronized int count() {
        return values.size();
    }

    double median() {
        return percentile(50);
    }

    /** The smallest value that so many percent do not exceed. */
    synchronized double percentile(int percent) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    /** Median with the spread, for a few values. */
    String spread() {
        return text(median())
                + " "
                + unit
                + " ("
                + text(percentile(0))
                + " to "
                + text(percentile(100))
                + ")";
    }

    /** For many values. */
    String percentiles(int... percents) {
        var parts = new ArrayList<String>();
        for (int percent : percents) {
            parts.add("p" + percent + " " + text(percentile(percent)));
        }
        return String.join(", ", parts) + " " + unit + " (" + count() + " values)";
    }

    /** In the order in which they were measured. */
    synchronized String raw() {
        return values.stream().map(Samples::text).toList().toString();
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
