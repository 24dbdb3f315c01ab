package dev.groundplan.run.web;

import dev.groundplan.page.StatusMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a run, as a picture and as a list.
 *
 * @param width of the picture, in its own units
 */
record StepsView(int width, int height, List<Node> nodes, List<Edge> edges) {
    /**
     * A step.
     *
     * @param x of its upper left corner
     * @param css what its state is called in style sheets
     * @param note what it waits for, or what its verification found; null for nothing
     * @param verification null when it was not verified
     */
    record Node(
            String id,
            String tool,
            int x,
            int y,
            String css,
            StatusMark mark,
            String part,
            @Nullable String note,
            @Nullable StatusMark verification) {}

    /**
     * From a step to one that needs it.
     *
     * @param path in the words of SVG
     */
    record Edge(String path, boolean done) {}
}
