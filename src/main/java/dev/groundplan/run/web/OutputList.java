package dev.groundplan.run.web;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.catalog.Descriptor.OutputSpec;
import dev.groundplan.catalog.Reference;
import dev.groundplan.catalog.References;
import dev.groundplan.catalog.UnresolvedReferenceException;
import dev.groundplan.engine.Output;
import dev.groundplan.engine.Workdir;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentStep;
import dev.groundplan.environment.EnvironmentSteps;
import dev.groundplan.environment.Environments;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.web.OutputView.Kind;
import dev.groundplan.store.DataDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The outputs of an environment: those that its template presents first, then the steps' own.
 * Secrets are shown only on request.
 */
@Component
class OutputList {
    /** A link that begins so leads to a file of the environment. */
    private static final String FILES = "files:";

    private final EnvironmentSteps steps;
    private final Environments environments;
    private final Catalog catalog;
    private final DataDirectory data;
    private final JsonMapper json;

    OutputList(
            EnvironmentSteps steps,
            Environments environments,
            Catalog catalog,
            DataDirectory data,
            JsonMapper json) {
        this.data = data;
        this.steps = steps;
        this.environments = environments;
        this.catalog = catalog;
        this.json = json;
    }

    List<OutputView> of(Viewer viewer, Environment environment) {
        var existing = steps.of(environment.id());
        if (existing.isEmpty()) {
            return List.of();
        }
        var views = new ArrayList<OutputView>();
        var context = context(environment, existing);
        var specs = catalog.version(existing.get(0).templateVersionId()).descriptor().outputs();
        var sensitive = sensitive(existing);
        specs.forEach(
                spec ->
                        presented(viewer, environment, spec, context, sensitive)
                                .ifPresent(views::add));
        if (specs.isEmpty()) {
            existing.forEach(
                    step ->
                            steps.outputs(step)
                                    .forEach(
                                            output ->
                                                    views.add(
                                                            plain(
                                                                    viewer,
                                                                    environment,
                                                                    step,
                                                                    output))));
        }
        return views;
    }

    /**
     * A secret output in clear, for somebody who asked for it; empty when there is none of that
     * name.
     */
    Optional<String> secret(Environment environment, String name) {
        var existing = steps.of(environment.id());
        for (var step : existing) {
            for (var output : steps.outputs(step)) {
                if (output.sensitive() && (step.step() + "." + output.name()).equals(name)) {
                    return Optional.of(Values.text(output.value()));
                }
            }
        }
        return existing.isEmpty() ? Optional.empty() : presentedSecret(environment, existing, name);
    }

    private Optional<String> presentedSecret(
            Environment environment, List<EnvironmentStep> existing, String name) {
        return catalog.version(existing.get(0).templateVersionId()).descriptor().outputs().stream()
                .filter(spec -> spec.name().equals(name))
                .filter(
                        spec ->
                                spec.as() == OutputSpec.As.SECRET
                                        || quotes(spec, sensitive(existing)))
                .findFirst()
                .flatMap(spec -> text(spec, context(environment, existing)));
    }

    private ObjectNode context(Environment environment, List<EnvironmentStep> existing) {
        var context = json.createObjectNode();
        context.set("parameters", environments.current(environment).values());
        context.putObject("environment")
                .put("name", environment.name())
                .put("tier", environment.tier())
                .put("folder", "/environments/" + environment.id() + "/files");
        var all = context.putObject("steps");
        for (var step : existing) {
            var outputs = all.putObject(step.step()).putObject("outputs");
            steps.outputs(step).forEach(output -> outputs.set(output.name(), output.value()));
        }
        return context;
    }

    private Optional<OutputView> presented(
            Viewer viewer,
            Environment environment,
            OutputSpec spec,
            ObjectNode context,
            Set<String> sensitive) {
        return text(spec, context)
                .map(
                        text ->
                                quotes(spec, sensitive)
                                        ? hidden(viewer, environment, spec)
                                        : view(viewer, environment, spec, text));
    }

    /** Whether the template presents, as plain text, what a tool marked as sensitive. */
    private static boolean quotes(OutputSpec spec, Set<String> sensitive) {
        return References.in(JsonNodeFactory.instance.stringNode(spec.value())).stream()
                .filter(Reference::isStepOutput)
                .anyMatch(
                        reference ->
                                sensitive.contains(reference.name() + "." + reference.output()));
    }

    private static OutputView hidden(Viewer viewer, Environment environment, OutputSpec spec) {
        return new OutputView(
                spec.name(),
                spec.title(),
                Kind.SECRET,
                "",
                null,
                reveal(viewer, environment, spec.name()));
    }

    private Set<String> sensitive(List<EnvironmentStep> existing) {
        return existing.stream()
                .flatMap(
                        step ->
                                steps.outputs(step).stream()
                                        .filter(Output::sensitive)
                                        .map(output -> step.step() + "." + output.name()))
                .collect(Collectors.toSet());
    }

    private static Optional<String> text(OutputSpec spec, ObjectNode context) {
        try {
            return Optional.of(References.resolveText(spec.value(), context))
                    .filter(text -> !text.isEmpty());
        } catch (UnresolvedReferenceException e) {
            return Optional.empty();
        }
    }

    private OutputView view(Viewer viewer, Environment environment, OutputSpec spec, String text) {
        return switch (spec.as()) {
            case SECRET -> hidden(viewer, environment, spec);
            case LINK -> link(environment, spec, text);
            case COMMAND ->
                    new OutputView(spec.name(), spec.title(), Kind.COMMAND, text, null, null);
            case TEXT -> new OutputView(spec.name(), spec.title(), kind(text), text, null, null);
        };
    }

    /** Only what a browser may safely open becomes a link. */
    private OutputView link(Environment environment, OutputSpec spec, String text) {
        var file = file(environment, text);
        if (file != null) {
            var url = EnvironmentFiles.url(environment, file);
            return new OutputView(spec.name(), spec.title(), Kind.LINK, url, null, null);
        }
        var lower = text.toLowerCase(Locale.ROOT);
        var safe = lower.startsWith("https://") || lower.startsWith("http://");
        return new OutputView(
                spec.name(), spec.title(), safe ? Kind.LINK : Kind.TEXT, text, null, null);
    }

    /**
     * The path of a file that the environment keeps, as a tool or a template names it; null when it
     * is none.
     */
    private @Nullable String file(Environment environment, String text) {
        var folder = data.root().resolve("environments").resolve(environment.id().toString()) + "/";
        return Stream.of(
                        FILES,
                        Workdir.ENVIRONMENT + "/",
                        folder,
                        "/environments/" + environment.id() + "/files/")
                .filter(text::startsWith)
                .map(prefix -> text.substring(prefix.length()))
                .filter(path -> !path.contains(".."))
                .findFirst()
                .orElse(null);
    }

    private static OutputView plain(
            Viewer viewer, Environment environment, EnvironmentStep step, Output output) {
        if (output.sensitive()) {
            var reveal = reveal(viewer, environment, step.step() + "." + output.name());
            return new OutputView(output.name(), output.name(), Kind.SECRET, "", null, reveal);
        }
        var text = Values.text(output.value());
        return new OutputView(output.name(), output.name(), kind(text), text, null, null);
    }

    private static Kind kind(String text) {
        return text.indexOf('\n') < 0 ? Kind.TEXT : Kind.BLOCK;
    }

    /** Requesters use what they asked for, so they may see its secrets; each look is audited. */
    private static @Nullable String reveal(Viewer viewer, Environment environment, String name) {
        return viewer.mayRequest(environment.teamId())
                ? "/environments/" + environment.id() + "/outputs/" + name
                : null;
    }
}
