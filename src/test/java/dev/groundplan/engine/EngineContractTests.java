package dev.groundplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * What every engine promises. A subclass names its engine and writes small sources for it; where a
 * tool can't do something, it leaves the source out and the test is skipped.
 *
 * <p>All sources take an input {@code text}; the first also takes {@code secret}, manages at least
 * one thing made of both, and has them as outputs of the same names, the secret one marked.
 */
@Timeout(120)
public abstract class EngineContractTests {
    protected static final String SECRET = "s3cr3t-Zebra-4711";

    @TempDir protected Path temp;
    protected EngineBench bench;
    protected RecordingConsole console;

    protected abstract Engine engine();

    /** Manages something made of {@code text} and {@code secret}. */
    protected abstract StepSpec source() throws IOException;

    /** Does one thing, then fails. */
    protected Optional<StepSpec> failing() throws IOException {
        return Optional.empty();
    }

    /**
     * Does one thing, prints "working", and works on for at least 30 seconds unless it is stopped.
     */
    protected Optional<StepSpec> slow() throws IOException {
        return Optional.empty();
    }

    /** Has an error of the tool's language in the second line of the file that is returned. */
    protected Optional<StepSpec> broken() throws IOException {
        return Optional.empty();
    }

    /** Accepts a text of three letters and more only. */
    protected Optional<StepSpec> picky() throws IOException {
        return Optional.empty();
    }

    /** Texts that would do harm, or get lost, if they ever were anything but data. */
    static List<String> oddTexts() {
        return List.of(
                "$(touch canary)",
                "`touch canary`; touch canary && touch canary | cat",
                "x\"\nsecret = \"y",
                "${path.module} %{ if true }yes%{ endif } $${x}",
                "{{ lookup('pipe', 'touch canary') }} <%= `touch canary` %> ${{ steps.a.outputs.b }}",
                "__slot__:salt:cmd.run('touch canary')",
                "-destroy",
                "--upload-pack=touch canary",
                "@/etc/hostname",
                "<<EOT\ntext\nEOT",
                "a\r\nb\tc\\n\\u0041",
                " leading, trailing ",
                "null",
                "007",
                "1e400",
                "täglich ☕ 𝒳 日本",
                "'\"\\'\"");
    }

    /**
     * For where the way of the values is the same as in a class that tries all of them: hide {@link
     * #oddTexts} there.
     */
    protected static List<String> someOddTexts() {
        return List.of("{{ lookup('pipe', 'touch canary') }} $(touch canary)", "'\"\\'\"");
    }

    @BeforeEach
    void setUpBench() {
        bench = new EngineBench(engine(), temp);
        console = new RecordingConsole();
    }

    @Test
    void describesItsParametersAndOutputs() throws Exception {
        var description = engine().describe(bench.template(), source());

        assertThat(description.problems()).isEmpty();
        assertThat(description.parameters().at("/properties/text").isObject()).isTrue();
        assertThat(description.parameters().at("/properties/secret/writeOnly").asBoolean())
                .isTrue();
        assertThat(description.outputs())
                .extracting(
                        SourceDescription.DeclaredOutput::name,
                        SourceDescription.DeclaredOutput::sensitive)
                .contains(org.assertj.core.groups.Tuple.tuple("text", false));
    }

    @Test
    void findsNothingWrongWithGoodSources() throws Exception {
        assertThat(bench.validate(job(source(), Intent.APPLY, "hello", console))).isEmpty();
    }

    @Test
    void namesFileAndLineOfAnError() throws Exception {
        var step = provided(broken());

        assertThat(bench.validate(job(step, Intent.APPLY, "hello", console)))
                .anySatisfy(
                        problem -> {
                            assertThat(problem.fatal()).isTrue();
                            assertThat(problem.line()).isEqualTo(2);
                            assertThat(bench.template().resolve(problem.file())).exists();
                        });
    }

    @Test
    void changesNothingByPlanning() throws Exception {
        var step = source();
        Files.writeString(bench.dir().environment().resolve("kept"), "as it was");
        var before = EngineBench.snapshot(bench.template());
        bench.plan(job(step, Intent.APPLY, "hello", console));

        assertThat(EngineBench.snapshot(bench.template())).isEqualTo(before);
        assertThat(EngineBench.snapshot(bench.dir().environment())).containsOnlyKeys("kept");
        assertThat(bench.dir().state()).doesNotExist();
        assertThat(console.states()).isEmpty();
    }

    @Test
    void appliesWhatWasPlannedAndThenHasNothingToDo() throws Exception {
        var step = source();
        var plan = bench.plan(job(step, Intent.APPLY, "hello", console));
        assertThat(plan.changesNothing()).isFalse();
        assertThat(plan.changes()).extracting(Change::action).contains(ChangeAction.CREATE);
        assertThat(bench.stale(job(step, Intent.APPLY, "hello", console), plan)).isEmpty();

        var result = bench.apply(job(step, Intent.APPLY, "hello", console), plan);

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.done()).isEqualTo(result.planned()).isPositive();
        assertThat(output(result, "text").value().asString()).isEqualTo("hello");
        assertThat(console.states()).contains(bench.dir().state());
        assertThat(engine().resources(bench.state().orElseThrow())).isNotEmpty();
        var again = bench.plan(job(step, Intent.APPLY, "hello", console));
        assertThat(again.changesNothing()).as(again.toString()).isTrue();
        assertThat(again.drift()).isEmpty();
    }

    @Test
    void plansAnUpdateWithBeforeAndAfter() throws Exception {
        var step = applied("hello");

        var plan = bench.plan(job(step, Intent.APPLY, "other", console));

        assertThat(plan.changes())
                .anySatisfy(
                        change -> {
                            assertThat(change.action())
                                    .isIn(ChangeAction.UPDATE, ChangeAction.REPLACE);
                            assertThat(change.before() + String.valueOf(change.diffText()))
                                    .contains("hello");
                            assertThat(change.after() + String.valueOf(change.diffText()))
                                    .contains("other");
                        });
    }

    @Test
    void looksWithoutChangingAnything() throws Exception {
        var step = applied("hello");
        var before = bench.state().orElseThrow().clone();

        var plan = bench.plan(job(step, Intent.REFRESH, "hello", console));

        assertThat(plan.drift()).isEmpty();
        assertThat(plan.changesNothing()).isTrue();
        assertThat(bench.state().orElseThrow()).isEqualTo(before);
    }

    @Test
    void destroysWhatItMade() throws Exception {
        var step = applied("hello");
        var plan = bench.plan(job(step, Intent.DESTROY, "hello", console));
        assertThat(plan.changes()).extracting(Change::action).containsOnly(ChangeAction.DELETE);

        var result = bench.apply(job(step, Intent.DESTROY, "hello", console), plan);

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(engine().resources(bench.state().orElseThrow())).isEmpty();
        assertThat(bench.plan(job(step, Intent.APPLY, "hello", console)).changes())
                .extracting(Change::action)
                .contains(ChangeAction.CREATE);
    }

    @Test
    void refusesAPlanThatNoLongerHolds() throws Exception {
        var step = source();
        var plan = bench.plan(job(step, Intent.APPLY, "hello", console));
        bench.apply(job(step, Intent.APPLY, "hello", console), plan);

        assertThat(bench.stale(job(step, Intent.APPLY, "hello", console), plan)).isPresent();
        var before = bench.state().orElseThrow().clone();
        assertThat(bench.apply(job(step, Intent.APPLY, "hello", console), plan).outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(bench.state().orElseThrow()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("oddTexts")
    void carriesEveryTextByteForByte(String text) throws Exception {
        var step = source();
        var plan = bench.plan(job(step, Intent.APPLY, text, console));
        assertThat(plan.outputs())
                .filteredOn(output -> output.name().equals("text"))
                .allMatch(output -> !output.known() || output.value().asString().equals(text));

        var result = bench.apply(job(step, Intent.APPLY, text, console), plan);

        assertThat(output(result, "text").value().asString()).isEqualTo(text);
        try (var files = Files.walk(temp)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("canary")))
                    .isEmpty();
        }
    }

    @Test
    void marksSecretsAndNeverPrintsThem() throws Exception {
        var step = source();
        var plan = bench.plan(job(step, Intent.APPLY, "hello", console));
        assertThat(plan.changes()).anyMatch(EngineContractTests::marksTheSecret);
        assertThat(plan.outputs())
                .filteredOn(output -> output.name().equals("secret"))
                .allMatch(PlannedOutput::sensitive);

        var result = bench.apply(job(step, Intent.APPLY, "hello", console), plan);

        assertThat(output(result, "secret").sensitive()).isTrue();
        assertThat(output(result, "secret").value().asString()).isEqualTo(SECRET);
        assertThat(console.text()).doesNotContain(SECRET);
    }

    @Test
    void blamesAValueOnItsInput() throws Exception {
        var step = provided(picky());

        var refused =
                catchThrowableOfType(
                        EngineException.class,
                        () -> bench.plan(job(step, Intent.APPLY, "ab", console)));

        assertThat(refused.inputProblems())
                .extracting(EngineException.InputProblem::input)
                .containsExactly("text");
        assertThat(bench.dir().sealed())
                .isDirectoryNotContaining(file -> file.toString().endsWith("plan"));
    }

    @Test
    void reportsAFailureWithWhatWasDone() throws Exception {
        var step = provided(failing());
        var plan = bench.plan(job(step, Intent.APPLY, "hello", console));

        var result = bench.apply(job(step, Intent.APPLY, "hello", console), plan);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.message()).isNotBlank();
        assertThat(result.done()).isBetween(1, result.planned() - 1);
        assertThat(engine().resources(bench.state().orElseThrow())).isNotEmpty();
    }

    @Test
    void stopsWhenAPersonAsksAndRecordsWhatWasDone() throws Exception {
        var step = provided(slow());
        var plan = bench.plan(job(step, Intent.APPLY, "hello", console));
        console.cancelAt("working");

        var result = bench.apply(job(step, Intent.APPLY, "hello", console), plan);

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.CANCELED);
        assertThat(result.done()).isBetween(1, result.planned() - 1);
        assertThat(engine().resources(bench.state().orElseThrow())).isNotEmpty();
    }

    @Test
    void doesNotKnowHowAKilledApplyEnded() throws Exception {
        var step = provided(slow());
        var plan = bench.plan(job(step, Intent.APPLY, "hello", console));
        console.killAt("working");

        var result = bench.apply(job(step, Intent.APPLY, "hello", console), plan);

        assertThat(result.outcome()).isEqualTo(Outcome.UNPROVEN);
        assertThat(engine().resources(bench.state().orElseThrow())).isNotEmpty();
    }

    @Test
    void plansNothingAfterACancel() throws Exception {
        var step = source();
        console.canceled();

        assertThatThrownBy(() -> bench.plan(job(step, Intent.APPLY, "hello", console)))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.canceled()).isTrue());
    }

    @Test
    void claimsNothingAboutAnApplyThatItKnowsNothingOf() throws Exception {
        var step = source();
        var plan = bench.plan(job(step, Intent.APPLY, "hello", console));

        var result = bench.recover(job(step, Intent.APPLY, "hello", console), plan);

        assertThat(result.outcome()).isIn(Outcome.UNPROVEN, Outcome.FAILED);
        assertThat(result.done()).isZero();
        assertThat(bench.dir().state()).doesNotExist();
    }

    @Test
    void offersOptionsAsASchema() {
        assertThat(engine().options().path("type").asString()).isEqualTo("object");
    }

    protected StepJob job(StepSpec step, Intent intent, String text, Console console) {
        var values = EngineBench.values(Map.of("text", text, "secret", SECRET));
        return bench.job(step, intent, values, Set.of("secret"), console);
    }

    /** The first source, applied with a text. */
    protected StepSpec applied(String text) throws Exception {
        var step = source();
        var plan = bench.plan(job(step, Intent.APPLY, text, new RecordingConsole()));
        var result = bench.apply(job(step, Intent.APPLY, text, new RecordingConsole()), plan);
        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
        return step;
    }

    protected static Output output(StepResult result, String name) {
        return result.outputs().stream()
                .filter(output -> output.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean marksTheSecret(Change change) {
        return change.after() != null
                && change.sensitive().stream()
                        .map(pointer -> change.after().at(pointer))
                        .map(JsonNode::toString)
                        .anyMatch(text -> text.contains(SECRET));
    }

    private static StepSpec provided(Optional<StepSpec> step) {
        assumeThat(step).as("the tool can do this").isPresent();
        return step.orElseThrow();
    }
}
