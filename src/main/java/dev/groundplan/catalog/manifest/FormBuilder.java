package dev.groundplan.catalog.manifest;

import dev.groundplan.catalog.manifest.Manifest.OverlayPage;
import dev.groundplan.form.FormDefinition;
import dev.groundplan.form.FormDefinition.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the form: the parameters of the sources, in the order and the words of the manifest. */
final class FormBuilder {
    private final List<DescribedStep> steps;
    private final boolean complete;
    private final Problems problems;
    private final Map<String, ObjectNode> declared = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final Map<String, ObjectNode> parameters = new LinkedHashMap<>();
    private final Map<String, String> pointers = new LinkedHashMap<>();

    /**
     * @param complete whether all sources could be read, so that an unknown parameter is an error
     */
    FormBuilder(List<DescribedStep> steps, boolean complete, Problems problems) {
        this.steps = steps;
        this.complete = complete;
        this.problems = problems;
    }

    FormDefinition build(List<OverlayPage> overlay) {
        steps.forEach(this::declare);
        var pages = new ArrayList<>(overlay.stream().map(this::page).toList());
        placeTheRest(pages);
        var form = new FormDefinition(schema(), List.copyOf(pages));
        new ParameterRules(parameters, declaredRequired(), pointers, problems).check();
        return form;
    }

    private void declare(DescribedStep step) {
        step.asked()
                .forEach(
                        (name, schema) -> {
                            var other = declared.putIfAbsent(name, schema);
                            if (other != null && !other.path("type").equals(schema.path("type"))) {
                                problems.at(
                                        step.pointer(),
                                        "The parameter '"
                                                + name
                                                + "' has another type in an earlier step. Set it by"
                                                + " 'inputs' in one of them.");
                            }
                            if (step.requires(name)) {
                                required.add(name);
                            }
                        });
    }

    private Page page(OverlayPage page) {
        var names = new ArrayList<String>();
        for (var name : page.properties().node().propertyNames()) {
            page.properties()
                    .section(name)
                    .ifPresent(
                            property -> {
                                if (add(name, property)) {
                                    names.add(name);
                                }
                            });
        }
        for (var name : page.required()) {
            if (parameters.containsKey(name) || declared.containsKey(name)) {
                required.add(name);
            } else {
                page.properties()
                        .problems()
                        .at(
                                page.properties().pointer(),
                                "'required' names '"
                                        + name
                                        + "', which is no parameter."
                                        + DidYouMean.hint(name, parameters.keySet()));
            }
        }
        return new Page(page.title(), page.description(), List.copyOf(names));
    }

    private boolean add(String name, Section property) {
        var overlay = PropertyReader.read(property, true);
        var source = declared.get(name);
        if (parameters.containsKey(name)) {
            problems.at(
                    property.pointer(),
                    "The parameter '" + name + "' stands on two pages. Keep one of them.");
            return false;
        }
        if (source == null && !known(name, property)) {
            return false;
        }
        var base = source == null ? JsonNodeFactory.instance.objectNode() : source;
        parameters.put(
                name,
                typed(
                        new SchemaMerge(problems).merge(base, overlay, property.pointer()),
                        source != null));
        pointers.put(name, property.pointer());
        return true;
    }

    /**
     * Whether a step takes parameters that its source does not name; reports the name when none
     * does.
     */
    private boolean known(String name, Section property) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_-]{0,79}")) {
            problems.at(property.pointer(), "A parameter's name is letters, digits, '_' and '-'.");
            return false;
        }
        if (!complete || steps.stream().anyMatch(step -> !step.closed())) {
            return true;
        }
        if (steps.stream().anyMatch(step -> step.spec().inputs().has(name))) {
            problems.at(
                    property.pointer(),
                    "'"
                            + name
                            + "' is set by 'inputs', so nobody is asked for it. Remove it here.");
        } else {
            problems.at(
                    property.pointer(),
                    "No step has a parameter '"
                            + name
                            + "'."
                            + DidYouMean.hint(name, declared.keySet()));
        }
        return false;
    }

    private static ObjectNode typed(ObjectNode schema, boolean fromSource) {
        if (!fromSource && !schema.has("type")) {
            schema.put("type", Types.inferred(schema));
        }
        return schema;
    }

    private void placeTheRest(List<Page> pages) {
        var rest =
                declared.keySet().stream().filter(name -> !parameters.containsKey(name)).toList();
        declared.forEach((name, schema) -> parameters.putIfAbsent(name, schema.deepCopy()));
        if (pages.size() == 1) {
            var only = pages.remove(0);
            var names = new ArrayList<>(only.properties());
            names.addAll(rest);
            pages.add(new Page(only.title(), only.description(), List.copyOf(names)));
        } else if (!rest.isEmpty() || pages.isEmpty()) {
            pages.add(new Page(pages.isEmpty() ? "Parameters" : "More", null, rest));
        }
    }

    private ObjectNode schema() {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        parameters.forEach(
                (name, parameter) -> {
                    if (!parameter.has("title")) {
                        parameter.put("title", Titles.of(name));
                    }
                    properties.set(name, parameter);
                });
        var names = schema.putArray("required");
        parameters.keySet().stream().filter(required::contains).forEach(names::add);
        return schema.put("additionalProperties", false);
    }

    private Set<String> declaredRequired() {
        var names = new LinkedHashSet<String>();
        declared.keySet().stream()
                .filter(
                        name ->
                                steps.stream()
                                        .anyMatch(
                                                step ->
                                                        step.asked().containsKey(name)
                                                                && step.requires(name)))
                .forEach(names::add);
        return names;
    }
}
