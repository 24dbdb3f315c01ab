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
import java.util.function.Function;

/** Lays out steps from left to right: each stands right of all that it needs. */
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
        steps.forEach(step -> graph.place(step, node.apply(step)));
        var edges = new ArrayList<Edge>();
        steps.forEach(step -> graph.connect(step, edges));
        int columns = graph.heights.size();
        int rows = graph.heights.values().stream().max(Integer::compare).orElse(0);
        return new StepsView(
                columns * (WIDTH + GAP_X) - GAP_X,
                rows * (HEIGHT + GAP_Y) - GAP_Y,
                List.copyOf(graph.nodes.values()),
                edges);
    }

    private void place(RunStep step, Node node) {
        int column =
                before(step).stream()
                        .mapToInt(need -> columns.getOrDefault(need, 0) + 1)
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

    /** Of the steps that were placed already, those that it needs. */
    private List<String> before(RunStep step) {
        return List.of(step.needs().split(" ")).stream().filter(columns::containsKey).toList();
    }

    private void connect(RunStep step, List<Edge> edges) {
        for (var need : step.needs().split(" ")) {
            var from = nodes.get(need);
            var to = nodes.get(step.step());
            if (from != null && to != null && !from.equals(to)) {
                boolean done = step.status() == Status.APPLIED || step.status() == Status.UNCHANGED;
                edges.add(new Edge(path(from, to), done));
            }
        }
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
