package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.environment.EnvironmentSteps;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Values through the real form into the tools: they arrive byte for byte and do nothing else. */
@AttackPortal
class HostileValueTests {
    private static final Path CANARY = Path.of("/tmp/groundplan-canary-of-values");

    /** Commands of shells, of HCL, of Jinja, ERB and of this portal's own references. */
    private static final List<String> COMMANDS =
            List.of(
                    "touch %s",
                    "$(touch %s)",
                    "`touch %s`",
                    "; touch %s",
                    "| touch %s",
                    "& touch %s &",
                    "&& touch %s",
                    "|| touch %s",
                    "\ntouch %s\n",
                    "'; touch %s; '",
                    "\"; touch %s; \"",
                    "\\\"; touch %s; #",
                    "$((touch %s))",
                    "<(touch %s)",
                    ">%s",
                    "{{ lookup('pipe','touch %s') }}",
                    "{%% for x in [1] %%}{{ x }}{%% endfor %%} %s",
                    "<%%= %%x(touch %s) %%>",
                    "#{`touch %s`}",
                    "${file(\"%s\")}",
                    "%%{ for x in [1] }${x}%%{ endfor } %s",
                    "x\"\nsecret = \"%s",
                    "<<EOT\n%s\nEOT",
                    "${{ parameters.lines }} %s",
                    "${{ environment.folder }} %s",
                    "__${T(java.lang.Runtime).getRuntime().exec('touch %s')}__",
                    "[[${7*7}]] %s");

    private static final List<String> ARGUMENTS =
            List.of(
                    "-destroy",
                    "--destroy",
                    "-var=lines=[]",
                    "-var-file=/etc/passwd",
                    "-target=x",
                    "--upload-pack=touch",
                    "@/etc/passwd",
                    "@file",
                    "a=b",
                    "=",
                    "-",
                    "--",
                    "-state=/tmp/x",
                    "file:///etc/passwd",
                    "../../../../etc/passwd",
                    "~root",
                    "*",
                    "TF_CLI_ARGS_plan=-destroy");

    private static final List<String> TEXTS =
            List.of(
                    "</p><script>alert(1)</script>",
                    "\"><img src=x onerror=alert(1)>",
                    "' onmouseover='alert(1)",
                    "<div hx-get=/logout hx-trigger=load>",
                    "javascript:alert(1)",
                    "\u2028alert(1)\u2029",
                    "\r",
                    "\t tab",
                    "null",
                    "true",
                    "1e400",
                    "01",
                    "~",
                    "!!python/object:x",
                    "*alias",
                    "&anchor",
                    "%YAML",
                    "---\nkind: x",
                    "a: b",
                    "\uFEFFbom",
                    "😀 é ß 漢",
                    "\\u0000",
                    "\\",
                    "\\\\n",
                    "%s%n%x",
                    "{0}",
                    "' or '1'='1",
                    "\u0001\u001b[31mred",
                    " leading and trailing ");

    @Autowired AttackDesk desk;
    @Autowired EnvironmentSteps steps;
    @Autowired JsonMapper json;

    @BeforeEach
    @AfterEach
    void removeCanary() throws IOException {
        assertThat(CANARY).doesNotExist();
        Files.deleteIfExists(CANARY);
    }

    @Test
    void arriveInFilesByteForByte() throws IOException {
        var payloads = payloads();
        var run = desk.applied("mirror", form(payloads));

        assertThat(run.status()).isEqualTo(RunStatus.APPLIED);
        var written = Files.readString(desk.folder(run).resolve("lines.json"));
        assertThat(json.readValue(written, String[].class)).containsExactlyElementsOf(payloads);
        var page = Jsoup.parse(Files.readString(desk.folder(run).resolve("lines.html")));
        assertThat(page.select("p").eachAttr("title").size()).isEqualTo(payloads.size());
        assertThat(page.select("script, img, div, [onmouseover], [onerror]")).isEmpty();
        assertThat(page.select("p").stream().map(Element::wholeText).map(HostileValueTests::read))
                .containsExactlyElementsOf(payloads.stream().map(HostileValueTests::read).toList());
    }

    /** What every reader of HTML makes of a line break. */
    private static String read(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    @Test
    void arriveInTerraformByteForByteAndNeverOnACommandLine() throws Exception {
        desk.needsTerraform();
        var payloads = payloads();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        var looking = new AtomicBoolean(true);
        var watcher = new Thread(() -> watch(seen, looking));
        watcher.start();
        Run run;
        try {
            run = desk.applied("mirror-terraform", form(payloads));
        } finally {
            looking.set(false);
            watcher.join();
        }

        assertThat(run.status()).as(String.valueOf(run.ending())).isEqualTo(RunStatus.APPLIED);
        var output = steps.outputs(steps.of(run.environmentId()).get(0)).get(0).value();
        assertThat(json.treeToValue(output, String[].class)).containsExactlyElementsOf(payloads);
        var written = Files.readString(desk.folder(run).resolve("lines.json"));
        assertThat(json.readValue(written, String[].class)).containsExactlyElementsOf(payloads);
        var terraform = seen.stream().filter(line -> line.contains("terraform")).toList();
        assertThat(terraform).anyMatch(line -> line.contains("\0apply\0"));
        for (var payload : payloads) {
            if (payload.strip().length() > 3) {
                assertThat(terraform)
                        .as(payload)
                        .noneMatch(line -> line.contains("\0" + payload + "\0"));
            }
        }
        assertThat(terraform).noneMatch(line -> line.contains(CANARY.toString()));
    }

    /** Every command line that any process of this machine has meanwhile. */
    private static void watch(Set<String> seen, AtomicBoolean looking) {
        while (looking.get()) {
            ProcessHandle.current().descendants().forEach(process -> look(process.pid(), seen));
        }
    }

    private static void look(long pid, Set<String> seen) {
        try {
            seen.add(Files.readString(Path.of("/proc/" + pid + "/cmdline")));
        } catch (IOException gone) {
            // it has ended
        }
    }

    private static List<String> payloads() {
        var all = new ArrayList<String>();
        COMMANDS.forEach(command -> all.add(command.formatted(CANARY)));
        COMMANDS.forEach(command -> all.add("x" + command.formatted(CANARY) + "x"));
        COMMANDS.forEach(command -> all.add("'" + command.formatted(CANARY)));
        COMMANDS.forEach(command -> all.add("\"" + command.formatted(CANARY) + "\\"));
        ARGUMENTS.forEach(all::add);
        ARGUMENTS.forEach(argument -> all.add(" " + argument));
        ARGUMENTS.forEach(argument -> all.add("\n" + argument));
        TEXTS.forEach(all::add);
        return all.stream().distinct().collect(Collectors.toList());
    }

    private static String[] form(List<String> lines) {
        var fields = new ArrayList<>(List.of("lines/$present", "list"));
        for (int i = 0; i < lines.size(); i++) {
            fields.add("lines/" + i);
            fields.add(lines.get(i));
        }
        return fields.toArray(String[]::new);
    }
}
