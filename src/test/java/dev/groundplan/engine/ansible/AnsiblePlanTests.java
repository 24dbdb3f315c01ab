package dev.groundplan.engine.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.EngineBench;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Guarantee;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Outcome;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.configuration.State;
import dev.groundplan.engine.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.node.ObjectNode;

/** What only Ansible's plans have, with the real tool. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnsiblePlanTests {
    private static final String PAGE =
            """
            - name: Page
              ansible.builtin.copy: {dest: "{{ place }}/page.txt", content: "{{ text }}"}
            """;

    @TempDir Path temp;
    private ConfigurableApplicationContext context;
    private EngineBench bench;
    private final RecordingConsole console = new RecordingConsole();

    @BeforeAll
    void start(@TempDir Path data) {
        context = AnsibleBench.start(data, Map.of());
        var engine = context.getBean(AnsibleEngine.class);
        assumeThat(engine.availability().missing()).as("Ansible is installed").isNull();
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @BeforeEach
    void layOut(@TempDir Path folder) {
        bench = new EngineBench(context.getBean(AnsibleEngine.class), folder);
    }

    @Test
    void listsTheTasksWhereAFreshHostCannotBeChecked() throws Exception {
        var step = step(PAGE);
        ((ObjectNode) step.options()).put("plan", "tasks");

        var plan = bench.plan(job(step, Intent.APPLY));

        assertThat(plan.changes())
                .extracting(Change::address, Change::action)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("web-1 · Page", ChangeAction.RUN));
        assertThat(plan.complete()).isFalse();
        assertThat(plan.guarantee()).isEqualTo(Guarantee.PREDICTED);
        assertThat(bench.stale(job(step, Intent.APPLY), plan)).isEmpty();
        var result = bench.apply(job(step, Intent.APPLY), plan);
        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.done()).isEqualTo(1);
    }

    @Test
    void looksAgainBeforeItPlays() throws Exception {
        var step = step(PAGE);
        var plan = bench.plan(job(step, Intent.APPLY));

        Files.writeString(bench.dir().environment().resolve("page.txt"), "somebody was faster");

        assertThat(bench.stale(job(step, Intent.APPLY), plan))
                .hasValue("Ansible's check now says something else than what was approved.");
    }

    @Test
    void forgetsWhatNoPlaybookUndoes() throws Exception {
        var step = step(PAGE);
        var plan = bench.plan(job(step, Intent.APPLY));
        bench.apply(job(step, Intent.APPLY), plan);

        var leaving = bench.plan(job(step, Intent.DESTROY));

        assertThat(leaving.changes())
                .extracting(Change::action)
                .containsExactly(ChangeAction.FORGET);
        assertThat(leaving.warnings()).singleElement().asString().contains("stays as it is");
        assertThat(bench.stale(job(step, Intent.DESTROY), leaving)).isEmpty();
        var result = bench.apply(job(step, Intent.DESTROY), leaving);
        assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(bench.dir().environment().resolve("page.txt")).exists();
        assertThat(context.getBean(AnsibleEngine.class).resources(bench.state().orElseThrow()))
                .isEmpty();
    }

    @Test
    void showsWhatSomebodyChangedAsDrift() throws Exception {
        var step = step(PAGE);
        bench.apply(job(step, Intent.APPLY), bench.plan(job(step, Intent.APPLY)));
        Files.writeString(bench.dir().environment().resolve("page.txt"), "by hand");

        var plan = bench.plan(job(step, Intent.REFRESH));

        assertThat(plan.changesNothing()).isTrue();
        assertThat(plan.drift())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.target()).isEqualTo("web-1");
                            assertThat(change.diffText()).contains("-by hand", "+hello");
                        });
    }

    @Test
    void saysWhatACheckCouldNotFindOut() throws Exception {
        var step =
                step(
                        """
                        - name: Ask the new service
                          ansible.builtin.command: echo up
                          register: answer
                        - name: Believe it
                          ansible.builtin.copy:
                            dest: "{{ place }}/answer"
                            content: "{{ answer.stdout.split('x')[0] + answer.nothing }}"
                        """);

        var plan = bench.plan(job(step, Intent.APPLY));

        assertThat(plan.complete()).isFalse();
        assertThat(plan.changes())
                .extracting(Change::action)
                .containsExactly(ChangeAction.RUN, ChangeAction.ERROR);
        assertThat(plan.warnings()).singleElement().asString().contains("Believe it", "web-1");
    }

    @Test
    void doesNotTakeACheckThatOnlyFailsForNothingToDo() throws Exception {
        var step =
                step("- name: Too early\n  ansible.builtin.fail: {msg: there is no service yet}\n");

        for (var intent : new Intent[] {Intent.APPLY, Intent.REFRESH}) {
            assertThatThrownBy(() -> bench.plan(job(step, intent)))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("Too early")
                    .hasMessageContaining("options.plan to tasks");
        }
    }

    @Test
    void plansNothingForALoopThatHasNothingToDo() throws Exception {
        var step =
                step(
                        """
                        - name: Each of them
                          ansible.builtin.command: echo {{ item }}
                          loop: [1, 2]
                          when: item > 2
                        """);

        assertThat(bench.plan(job(step, Intent.APPLY)).changesNothing()).isTrue();
    }

    @Test
    void countsWhatAFailedTaskMayHaveChanged() throws Exception {
        var step =
                step(
                        """
                        - name: One after the other
                          ansible.builtin.shell: touch {{ place }}/{{ item }} && test {{ item }} = a
                          loop: [a, b]
                        """);
        var plan = bench.plan(job(step, Intent.APPLY));

        var result = bench.apply(job(step, Intent.APPLY), plan);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.done()).isEqualTo(1);
        assertThat(bench.dir().environment().resolve("a")).exists();
        assertThat(bench.state()).isPresent();
    }

    @Test
    void keepsAnOutputSecretWhereverItsTaskStands() throws Exception {
        bench.file(
                "later.yml",
                "- ansible.builtin.set_stats: {data: {key: generated-4711}}\n  no_log: true\n");
        var step = step(PAGE + "- ansible.builtin.include_tasks: later.yml\n");

        var result = bench.apply(job(step, Intent.APPLY), bench.plan(job(step, Intent.APPLY)));

        assertThat(result.outputs())
                .singleElement()
                .satisfies(
                        output -> {
                            assertThat(output.value().asString()).isEqualTo("generated-4711");
                            assertThat(output.sensitive()).isTrue();
                        });
        assertThat(console.text()).doesNotContain("generated-4711");
    }

    @Test
    void showsAsDeletedWhatATaskTakesAway() throws Exception {
        Files.writeString(bench.dir().environment().resolve("page.txt"), "old\n");
        Files.writeString(bench.dir().environment().resolve("full.txt"), "old\n");
        var step =
                step(
                        """
                        - name: Away
                          ansible.builtin.file: {path: "{{ place }}/page.txt", state: absent}
                        - name: Emptied
                          ansible.builtin.copy: {dest: "{{ place }}/full.txt", content: ""}
                        """);

        assertThat(bench.plan(job(step, Intent.APPLY)).changes())
                .extracting(Change::action)
                .containsExactly(ChangeAction.DELETE, ChangeAction.UPDATE);
    }

    @Test
    void refusesNamesThatAnsibleWouldTakeForTemplates() throws Exception {
        var step = step(PAGE);
        var values = EngineBench.values(Map.of("text", Map.of("{{ lookup('pipe', 'id') }}", 80)));

        assertThatThrownBy(
                        () -> bench.plan(bench.job(step, Intent.APPLY, values, Set.of(), console)))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        refused ->
                                assertThat(refused.inputProblems())
                                        .extracting(EngineException.InputProblem::input)
                                        .containsExactly("text"));
    }

    @Test
    void namesAHostThatCannotBeReached() throws Exception {
        var step = step(PAGE);
        var inventory = ((ObjectNode) step.options()).putObject("inventory");
        inventory.putObject("gone").put("ansible_host", "127.0.0.1").put("place", "/srv");

        assertThatThrownBy(() -> bench.plan(job(step, Intent.APPLY)))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("The host gone can't be reached");
    }

    @Test
    void hidesWhatTheTemplateHides() throws Exception {
        var step = step(PAGE + "  no_log: true\n");

        var plan = bench.plan(job(step, Intent.APPLY));

        assertThat(plan.changes())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.diffText()).isNull();
                            assertThat(change.reason()).contains("no_log");
                        });
        assertThat(console.text()).doesNotContain("hello");
    }

    @Test
    void goesOnWithAnApplyWhoseWorkerIsGone() throws Exception {
        var step = step(PAGE + "- name: Wait\n  ansible.builtin.command: sleep 3\n");
        var plan = bench.plan(job(step, Intent.APPLY));
        var stopped = new StoppingConsole("Wait");
        assertThat(bench.apply(job(step, Intent.APPLY, stopped), plan).outcome())
                .isEqualTo(Outcome.UNPROVEN);

        var result = context.getBean(AnsibleEngine.class).recover(job(step, Intent.APPLY), plan);

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.done()).isEqualTo(2);
        assertThat(State.read(bench.dir()).orElseThrow().items()).hasSize(2);
    }

    @Test
    void keepsTemplatesFromWhatIsNotTheirsEvenWhileTheyArePlanned() throws Exception {
        assumeThat(context.getBean(dev.groundplan.engine.process.Sandbox.class).status().working())
                .as("the sandbox works")
                .isTrue();
        var canary = temp.resolve("canary");
        var step =
                step(
                        """
                        - name: Reach out
                          ansible.builtin.debug:
                            msg: "{{ lookup('pipe', 'touch %s 2>&1; id -un; echo tried') }}"
                        - name: Do it for real
                          ansible.builtin.shell: touch %s
                          check_mode: false
                          ignore_errors: true
                        - name: Write where a plan may not
                          ansible.builtin.shell: touch {{ place }}/planned
                          check_mode: false
                          ignore_errors: true
                        """
                                .formatted(canary, canary));

        bench.plan(job(step, Intent.APPLY));

        assertThat(console.text()).contains("tried");
        assertThat(canary).doesNotExist();
        assertThat(bench.dir().environment().resolve("planned")).doesNotExist();
    }

    /** As a worker that is stopped in mid-apply. */
    private static final class StoppingConsole extends RecordingConsole {
        private final String last;
        private volatile boolean stops;

        StoppingConsole(String last) {
            this.last = last;
        }

        @Override
        public void line(Stream stream, CharSequence text) {
            super.line(stream, text);
            stops |= text.toString().contains(last);
        }

        @Override
        public boolean workerStops() {
            return stops;
        }
    }

    private StepSpec step(String tasks) throws IOException {
        bench.file(
                "site.yml",
                "- name: Set up\n  hosts: all\n  gather_facts: false\n  tasks:\n"
                        + tasks.indent(4));
        var plain = bench.step("site.yml");
        var inventory = ((ObjectNode) plain.options()).putObject("inventory");
        inventory.putObject("web-1").put("ansible_connection", "local").put("place", place());
        return plain;
    }

    private StepJob job(StepSpec step, Intent intent) {
        return job(step, intent, console);
    }

    private StepJob job(StepSpec step, Intent intent, RecordingConsole where) {
        return bench.job(
                step, intent, EngineBench.values(Map.of("text", "hello")), Set.of(), where);
    }

    private String place() {
        return context.getBean(ProcessRunner.class).paths(bench.dir()).environment();
    }
}
