package dev.groundplan.catalog.manifest;

import dev.groundplan.catalog.Descriptor.OutputSpec;
import dev.groundplan.catalog.Descriptor.PartApproval;
import dev.groundplan.catalog.manifest.Manifest.Metadata;
import dev.groundplan.catalog.manifest.Manifest.Output;
import dev.groundplan.catalog.manifest.Manifest.OverlayPage;
import dev.groundplan.catalog.manifest.Manifest.Step;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.StepSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the keys of {@code template.yaml}; how they fit the sources is judged later, by {@link
 * TemplateReader}.
 */
final class ManifestReader {
    static final String API_VERSION = "groundplan.dev/v1";
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern STEP = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
    private static final Pattern ROLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,59}");
    private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9.+-]{0,39}");
    private static final Pattern OUTPUT = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,79}");
    private static final Pattern PARAMETER = OUTPUT;
    private static final Pattern RANGE =
            Pattern.compile(
                    "\\s*(=|!=|>=?|<=?|~>)?\\s*\\d+(\\.\\d+){0,3}(\\s*,\\s*(=|!=|>=?|<=?|~>)?\\s*\\d+(\\.\\d+){0,3})*\\s*");
    // https://semver.org, without the build part: two builds of one version would be one version
    // with two contents.
    private static final Pattern VERSION =
            Pattern.compile(
                    "(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");

    private ManifestReader() {}

    static Manifest read(ObjectNode root, Problems problems) {
        var top = new Section(root, "", problems).only("apiVersion", "kind", "metadata", "spec");
        constant(top, "apiVersion", API_VERSION);
        constant(top, "kind", "Template");
        var spec = part(top, "spec").only("tools", "parameters", "steps", "outputs", "approval");
        var tools = tools(spec);
        return new Manifest(
                metadata(part(top, "metadata")),
                tools,
                pages(spec),
                steps(spec, tools),
                outputs(spec),
                approval(spec));
    }

    private static void constant(Section section, String key, String value) {
        var text = section.required(key, section.text(key, 200));
        if (!text.isEmpty() && !text.equals(value)) {
            section.problem(key, "'" + key + "' must be " + value + ".");
        }
    }

    private static Section part(Section top, String key) {
        if (!top.node().has(key)) {
            top.required(key, Optional.empty());
        }
        return top.section(key)
                .orElseGet(() -> new Section(top.node().objectNode(), top.at(key), top.problems()));
    }

    private static Metadata metadata(Section section) {
        section.only("name", "title", "description", "owner", "version", "tags");
        var name = section.text("name", 60).filter(text -> named(section, text));
        var title = section.text("title", 100);
        return new Metadata(
                section.required("name", name),
                title.or(() -> name.map(Titles::of)).orElse(""),
                section.text("description", 500).orElse(""),
                section.text("owner", 100).orElse(null),
                section.text(
                                "version",
                                VERSION,
                                "'version' must be a semantic version in quotes, such as '1.4.0'.")
                        .orElse(null),
                section.texts(
                        "tags",
                        TAG,
                        "A tag is 1 to 40 lower case letters, digits, dots or dashes."));
    }

    private static boolean named(Section section, String name) {
        var fine = NAME.matcher(name).matches();
        if (!fine) {
            section.problem(
                    "name",
                    "'name' must be lower case letters, digits and single dashes, such as 'linux-web'.");
        }
        return fine;
    }

    private static Map<String, String> tools(Section spec) {
        return spec.mapping(
                "tools",
                RANGE,
                "'%s' must be a range of versions in quotes, such as '~> 1.11' or '>= 1.9, < 2'.");
    }

    /** What a step uses a credential for is a file's name or a variable's. */
    private static Map<String, String> credentials(Section step) {
        var slots =
                step.mapping(
                        "credentials",
                        NAME,
                        "'%s' must name a slot that an admin fills: lower case letters, digits and single dashes.");
        slots.keySet().stream()
                .filter(role -> !ROLE.matcher(role).matches())
                .forEach(
                        role ->
                                step.problem(
                                        "credentials",
                                        "'"
                                                + role
                                                + "' must be letters, digits and '_': 'ssh', 'vault', or the name of a variable."));
        return slots;
    }

    private static List<OverlayPage> pages(Section spec) {
        var value = spec.node().path("parameters");
        if (value.isArray()) {
            return spec.items("parameters").stream().map(ManifestReader::page).toList();
        }
        return spec.section("parameters").map(ManifestReader::page).map(List::of).orElse(List.of());
    }

    private static OverlayPage page(Section page) {
        page.only("title", "description", "required", "properties");
        var properties =
                page.section("properties")
                        .orElseGet(
                                () ->
                                        new Section(
                                                page.node().objectNode(),
                                                page.pointer(),
                                                page.problems()));
        return new OverlayPage(
                page.text("title", 100).orElse("Parameters"),
                page.text("description", 1000).orElse(null),
                properties,
                page.texts("required", PARAMETER, "'required' must list names of parameters."));
    }

    private static List<Step> steps(Section spec, Map<String, String> tools) {
        var steps = new ArrayList<Step>();
        var ids = new HashSet<String>();
        for (var section : spec.items("steps")) {
            step(section, tools)
                    .ifPresent(
                            step -> {
                                if (ids.add(step.spec().id())) {
                                    steps.add(step);
                                } else {
                                    section.problem(
                                            "id",
                                            "Another step is called '"
                                                    + step.spec().id()
                                                    + "' too. Give each its own id.");
                                }
                            });
        }
        if (spec.items("steps").isEmpty()) {
            spec.problem("steps", "A template needs at least one step in spec.steps.");
        }
        return steps;
    }

    private static Optional<Step> step(Section step, Map<String, String> tools) {
        step.only("id", "engine", "source", "needs", "inputs", "options", "credentials", "verify");
        var id =
                step.required(
                        "id",
                        step.text(
                                "id",
                                STEP,
                                "A step's 'id' is lower case letters, digits, '-' and '_'."));
        var engine = step.required("engine", step.text("engine", 40)).strip();
        var source = step.required("source", step.text("source", 240));
        if (id.isEmpty() || engine.isEmpty() || source.isEmpty()) {
            return Optional.empty();
        }
        return kind(step, engine)
                .map(
                        kind ->
                                new Step(
                                        new StepSpec(
                                                id,
                                                kind,
                                                source.replaceAll("^(\\./)+|/+$", ""),
                                                step.texts(
                                                        "needs",
                                                        STEP,
                                                        "'needs' must list ids of steps."),
                                                step.object("inputs"),
                                                step.object("options"),
                                                tools,
                                                credentials(step),
                                                step.flag("verify")),
                                        step.pointer()));
    }

    private static Optional<EngineKind> kind(Section step, String engine) {
        try {
            return Optional.of(new EngineKind(engine));
        } catch (IllegalArgumentException e) {
            step.problem("engine", "'engine' must be the name of a tool, such as terraform.");
            return Optional.empty();
        }
    }

    private static List<Output> outputs(Section spec) {
        var outputs = new ArrayList<Output>();
        spec.sections("outputs")
                .forEach(
                        (name, output) -> {
                            output.only("title", "as", "value");
                            if (!OUTPUT.matcher(name).matches()) {
                                output.problems()
                                        .at(
                                                output.pointer(),
                                                "An output's name is letters, digits, '_' and '-'.");
                            }
                            outputs.add(
                                    new Output(
                                            new OutputSpec(
                                                    name,
                                                    output.text("title", 100)
                                                            .orElseGet(() -> Titles.of(name)),
                                                    as(output),
                                                    output.required(
                                                            "value", output.text("value", 2000))),
                                            output.pointer()));
                        });
        return outputs;
    }

    private static OutputSpec.As as(Section output) {
        var as = output.text("as", 20).orElse("text");
        switch (as) {
            case "text":
                return OutputSpec.As.TEXT;
            case "link":
                return OutputSpec.As.LINK;
            case "command":
                return OutputSpec.As.COMMAND;
            case "secret":
                return OutputSpec.As.SECRET;
            default:
                output.problem("as", "'as' must be text, link, command or secret.");
                return OutputSpec.As.TEXT;
        }
    }

    private static PartApproval approval(Section spec) {
        var parts =
                spec.section("approval")
                        .map(approval -> approval.only("parts"))
                        .flatMap(approval -> approval.text("parts", 20));
        if (parts.isPresent() && !List.of("each", "once").contains(parts.get())) {
            spec.problem("approval", "'parts' must be 'each' (every part is approved) or 'once'.");
        }
        return parts.filter("once"::equals)
                .map(once -> PartApproval.ONCE)
                .orElse(PartApproval.EACH);
    }
}
