package dev.groundplan.catalog;

import dev.groundplan.engine.Availability;
import dev.groundplan.engine.Engine;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Engines;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.SourceDescription;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.StepResult;
import dev.groundplan.engine.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An engine for tests of the catalog: what a source declares stands in its {@code declares.json},
 * as {@code {parameters: <JSON Schema>, outputs: {name: sensitive}}}. A file that is no JSON is a
 * fatal problem in line 3.
 */
public record DeclaringEngine(String name, Availability availability, Describer describer)
        implements Engine {
    /** As {@link Engine#describe}. */
    public interface Describer {
        SourceDescription describe(Path root, StepSpec step) throws EngineException;
    }

    public DeclaringEngine(String name, Availability availability) {
        this(name, availability, DeclaringEngine::declared);
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static Engines engines() {
        return engines(
                new DeclaringEngine("terraform", Availability.of("1.11.4", null)),
                new DeclaringEngine("files", Availability.of("1", null)),
                new DeclaringEngine(
                        "ansible",
                        Availability.missing("Ansible is not installed. Install ansible-core.")));
    }

    public static Engines engines(Engine... engines) {
        var context = new AnnotationConfigApplicationContext();
        for (var engine : engines) {
            context.registerBean(engine.kind().name(), Engine.class, () -> engine);
        }
        context.register(Engines.class);
        context.refresh();
        return context.getBean(Engines.class);
    }

    @Override
    public EngineKind kind() {
        return new EngineKind(name);
    }

    @Override
    public String title() {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    @Override
    public ObjectNode options() {
        return (ObjectNode)
                JSON.readTree(
                        """
                {"type": "object", "properties": {"parallelism": {"type": "integer", "minimum": 1}}}
                """);
    }

    @Override
    public SourceDescription describe(Path root, StepSpec step) throws EngineException {
        return describer.describe(root, step);
    }

    private static SourceDescription declared(Path root, StepSpec step) throws EngineException {
        var file = root.resolve(step.source()).resolve("declares.json");
        if (!Files.exists(file)) {
            return new SourceDescription(JSON.createObjectNode(), List.of(), List.of());
        }
        try {
            return described(JSON.readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new EngineException("The source can't be read.", e);
        } catch (JacksonException e) {
            var where = root.relativize(file).toString();
            return new SourceDescription(
                    JSON.createObjectNode(),
                    List.of(),
                    List.of(Problem.error(where, 3, "Expected a closing brace.")));
        }
    }

    private static SourceDescription described(JsonNode declares) {
        var outputs = new ArrayList<DeclaredOutput>();
        declares.path("outputs")
                .forEachEntry(
                        (name, sensitive) ->
                                outputs.add(new DeclaredOutput(name, null, sensitive.asBoolean())));
        return new SourceDescription((ObjectNode) declares.path("parameters"), outputs, List.of());
    }

    @Override
    public List<Problem> validate(StepJob job) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StepPlan plan(StepJob job) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> stale(StepJob job, StepPlan approved) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StepResult apply(StepJob job, StepPlan approved) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StepResult recover(StepJob job, StepPlan approved) {
        throw new UnsupportedOperationException();
    }
}
