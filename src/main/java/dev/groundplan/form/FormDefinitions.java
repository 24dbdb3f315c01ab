package dev.groundplan.form;

import dev.groundplan.form.check.DefinitionRules;
import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Whether a form can be used at all; asked once, when a template is imported. */
public final class FormDefinitions {
    private FormDefinitions() {}

    /**
     * The first thing that is wrong, as a sentence that names the parameter; empty for a good form.
     */
    public static Optional<String> problem(FormDefinition definition) {
        return pages(definition)
                .or(() -> DefinitionRules.problem(definition.schema()))
                .or(() -> conditions(definition))
                .or(() -> defaults(definition));
    }

    private static Optional<String> pages(FormDefinition definition) {
        var declared = new HashSet<>(definition.parameters().keySet());
        for (var name : names(definition)) {
            if (!declared.remove(name)) {
                return Optional.of(
                        definition.parameters().containsKey(name)
                                ? "The parameter “%s” is on two pages.".formatted(name)
                                : "A page asks for “%s”, which is no parameter.".formatted(name));
            }
        }
        return declared.stream()
                .findFirst()
                .map(name -> "The parameter “%s” is on no page.".formatted(name));
    }

    private static List<String> names(FormDefinition definition) {
        var names = new ArrayList<String>();
        definition.pages().forEach(page -> names.addAll(page.properties()));
        return names;
    }

    private static Optional<String> conditions(FormDefinition definition) {
        var parameters = definition.parameters();
        return parameters.values().stream()
                .map(parameter -> condition(parameter, parameters))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> condition(
            FieldSchema parameter, Map<String, FieldSchema> parameters) {
        var condition = Conditions.of(parameter);
        if (!condition.isMissingNode() && !condition.isObject()) {
            return Optional.of(
                    "The condition of “%s” must name parameters and their values."
                            .formatted(parameter.name()));
        }
        for (var name : condition.propertyNames()) {
            var controlling = parameters.get(name);
            if (controlling == null || controlling.isSecret()) {
                return Optional.of(
                        "“%s” depends on “%s”, which is %s."
                                .formatted(
                                        parameter.name(),
                                        name,
                                        controlling == null ? "no parameter" : "secret"));
            }
        }
        return isCircular(parameter, parameters, new HashSet<>())
                ? Optional.of(
                        "The condition of “%s” depends on itself.".formatted(parameter.name()))
                : Optional.empty();
    }

    private static boolean isCircular(
            FieldSchema parameter, Map<String, FieldSchema> parameters, Set<String> above) {
        if (!above.add(parameter.name())) {
            return true;
        }
        boolean circular =
                Conditions.of(parameter).propertyNames().stream()
                        .map(parameters::get)
                        .anyMatch(next -> next != null && isCircular(next, parameters, above));
        above.remove(parameter.name());
        return circular;
    }

    /** A default that the form itself refuses would greet everybody with an error. */
    private static Optional<String> defaults(FormDefinition definition) {
        for (var parameter : definition.parameters().values()) {
            var value = parameter.defaultValue();
            var problem =
                    value == null ? Optional.<String>empty() : defaultOf(definition, parameter);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> defaultOf(FormDefinition definition, FieldSchema parameter) {
        if (parameter.isSecret()) {
            return Optional.of(
                    "The secret “%s” must not have a default.".formatted(parameter.name()));
        }
        var alone = Json.object();
        alone.set("type", Json.text("object"));
        var unconditional = (ObjectNode) parameter.node().deepCopy();
        unconditional.remove(Conditions.KEYWORD);
        alone.putObject("properties").set(parameter.name(), unconditional);
        var form =
                new FormDefinition(
                        alone,
                        List.of(new FormDefinition.Page("", null, List.of(parameter.name()))));
        return new ValueValidator()
                .validate(form, Defaults.initial(form), Known.nothing()).stream()
                        .findFirst()
                        .map(
                                p ->
                                        "The default of “%s” is refused by its own rules: %s"
                                                .formatted(p.pointer().substring(1), p.message()));
    }
}
