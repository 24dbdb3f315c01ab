package dev.groundplan.run.web;

import dev.groundplan.run.execution.RunSteps.RunStep;
import dev.groundplan.run.execution.RunSteps.Status;
import dev.groundplan.run.web.StepsView.Edge;
import dev.groundplan.run.web.StepsView.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Lays out steps from left to right: each stands right of all that must be done before it. */
final class StepGraph {
    static final int WIDTH = 200;
    static final int HEIGHT = 64;
    private static final int GAP_X = 56;
    private static final int GAP_Y = 20;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<Integer, Integer> heights = new HashMap<>();

    private StepGraph() {}

    /**
     * @param steps in an order in which every step comes after those that it needs, or, in a
     *     destroy, before them
     */
    static StepsView of(List<RunStep> steps, Function<RunStep, Node> node) {
        var graph = new StepGraph();
        var edges = new ArrayList<Edge>();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var before = steps.subList(0, i).stream().filter(each -> touches(each, step)).toList();
            graph.place(step, before, node.apply(step));
            before.forEach(each -> edges.add(graph.edge(each, step)));
        }
        int columns = graph.heights.size();
        int rows = graph.heights.values().stream().max(Integer::compare).orElse(0);
        return new StepsView(
                columns * (WIDTH + GAP_X) - GAP_X,
                rows * (HEIGHT + GAP_Y) - GAP_Y,
                List.copyOf(graph.nodes.values()),
                edges);
    }

    /** In a destroy, who needs something goes before it. */
    private static boolean touches(RunStep one, RunStep other) {
        return needs(one, other) || needs(other, one);
    }

    private static boolean needs(RunStep one, RunStep other) {
        return List.of(one.needs().split(" ")).contains(other.step());
    }

    private void place(RunStep step, List<RunStep> before, Node node) {
        int column =
                before.stream()
                        .mapToInt(each -> columns.getOrDefault(each.step(), 0) + 1)
                        .max()
                        .orElse(0);
        int row = heights.merge(column, 1, Integer::sum) - 1;
        columns.put(step.step(), column);
        nodes.put(
                step.step(),
                new Node(
                        node.id(),
                        node.tool(),
                        column * (WIDTH + GAP_X),
                        row * (HEIGHT + GAP_Y),
                        node.css(),
                        node.mark(),
                        node.part(),
                        node.note(),
                        node.verification()));
    }

    private Edge edge(RunStep from, RunStep to) {
        boolean done = to.status() == Status.APPLIED || to.status() == Status.UNCHANGED;
        return new Edge(path(node(from), node(to)), done);
    }

    private Node node(RunStep step) {
        return Objects.requireNonNull(nodes.get(step.step()));
    }

    private static String path(Node from, Node to) {
        int x1 = from.x() + WIDTH;
        int y1 = from.y() + HEIGHT / 2;
        int x2 = to.x();
        int y2 = to.y() + HEIGHT / 2;
        int middle = (x1 + x2) / 2;
        return "M%d %d C%d %d %d %d %d %d".formatted(x1, y1, middle, y1, middle, y2, x2, y2);
    }
}
