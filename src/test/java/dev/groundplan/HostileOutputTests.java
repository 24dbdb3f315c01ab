package dev.groundplan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.Run;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** What people type and tools print is text on every page, in the stream and to htmx. */
@AttackPortal
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileOutputTests {
    /** Marks what only a payload can bring onto a page. */
    private static final String MARK = "pwned";

    private static final List<String> PAYLOADS =
            List.of(
                    "<script>pwned()</script>",
                    "</textarea><script>pwned()</script>",
                    "</script><script>pwned()</script>",
                    "<img src=x onerror=pwned()>",
                    "<svg onload=pwned()>",
                    "\"><b onmouseover=pwned()>",
                    "' autofocus onfocus=pwned() '",
                    "<div hx-get=/pwned hx-trigger=load>",
                    "<div data-hx-post=/pwned data-hx-trigger=load>",
                    "<a href=javascript:pwned()>x</a>",
                    "<iframe src=//pwned.example></iframe>",
                    "<form action=//pwned.example><button>",
                    "<meta http-equiv=refresh content=0;url=//pwned.example>",
                    "<base href=//pwned.example>",
                    "<style>@import '//pwned.example'</style>",
                    "<link rel=stylesheet href=//pwned.example>",
                    "<template><script>pwned()</script></template>",
                    "<math><mtext></p><script>pwned()</script>",
                    "<!--><script>pwned()</script>-->",
                    "[[${T(java.lang.Runtime)}]] [(${7*7})] __${7*7}__ ~{::pwned}",
                    "${T(java.lang.Runtime).getRuntime().exec('pwned')}",
                    "&lt;script&gt;pwned()&lt;/script&gt;",
                    "\u001b]8;;javascript:pwned()\u001b\\click\u001b]8;;\u001b\\",
                    "\u001b[31m<script>pwned()</script>\u001b[0m",
                    "event: end",
                    "data: <script>pwned()</script>",
                    "id: 999999",
                    "retry: 1",
                    "section_start:0:x\r\u001b[0K<script>pwned()</script>");

    @Autowired AttackDesk desk;
    private Run run;
    private Browser developer;

    @BeforeAll
    void printEverything() {
        desk.needsTerraform();
        developer = desk.as("developer");
        var script = "cat <<'END'\n" + String.join("\n", PAYLOADS) + "\nEND\n";
        var form = AttackDesk.form("hostile", "shop", "script", script);
        form.put("reason", "<img src=x onerror=pwned()>\"'");
        run =
                desk.await(
                        desk.send(developer, form), dev.groundplan.run.RunStatus.AWAITING_APPROVAL);
        var decision = new java.util.HashMap<>(desk.decision(run));
        decision.put("comment", "<script>pwned()</script>");
        desk.as("approver").post("/runs/" + run.id() + "/approval", decision);
        desk.await(run, dev.groundplan.run.RunStatus.APPLIED);
    }

    @Test
    void isTextOnEveryPage() {
        var run = "/runs/" + this.run.id();
        var environment = "/environments/" + this.run.environmentId();
        for (var path :
                List.of(
                        run,
                        run + "/log",
                        "/runs",
                        "/",
                        environment,
                        environment + "?tab=resources",
                        environment + "?tab=runs",
                        environment + "/change",
                        "/queue",
                        "/approvals")) {
            var answer = developer.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertHarmless(path, answer.html());
            assertThat(answer.header("content-security-policy"))
                    .contains("default-src 'self'")
                    .doesNotContain("unsafe-inline", "unsafe-eval");
        }
        assertThat(developer.get(run).html().select("#log-lines").text())
                .contains("<script>pwned()</script>", "event: end");
    }

    @Test
    void isTextInAFormThatIsRefused() {
        for (var payload : PAYLOADS) {
            var form = AttackDesk.form("hostile", "shop", "script", payload);
            form.put("name", payload);
            form.put("tier", payload);
            form.put("reason", payload);
            var answer = developer.post("/environments/new", form);
            assertThat(answer.status()).as(payload).isEqualTo(422);
            assertHarmless(payload, answer.html());
        }
    }

    @Test
    void isNeverEvaluatedWhateverParameterItComesIn() {
        for (var path :
                List.of("/runs", "/environments", "/catalog", "/queue", "/login", "/approvals")) {
            for (var name :
                    List.of(
                            "q",
                            "status",
                            "team",
                            "tab",
                            "sort",
                            "page",
                            "after",
                            "view",
                            "template",
                            "lang")) {
                var answer =
                        developer.get(
                                path
                                        + "?"
                                        + name
                                        + "=__%24%7B7*191%7D__%3A%3A.x%20%24%7B7*191%7D%20~%7Bpwned%7D");
                assertThat(answer.status()).as(path + " " + name).isLessThan(500);
                assertThat(answer.body()).as(path + " " + name).doesNotContain("1337");
                assertHarmless(path, answer.html());
            }
        }
    }

    @Test
    void isTextInEveryEventOfTheStream() throws Exception {
        var names = new TreeSet<String>();
        var ids = new ArrayList<Integer>();
        for (var event : stream().split("\n\n")) {
            var data = new StringBuilder();
            for (var line : event.split("\n", -1)) {
                if (line.startsWith("event:")) {
                    names.add(line.substring(6).strip());
                } else if (line.startsWith("id:")) {
                    ids.add(Integer.parseInt(line.substring(3).strip()));
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5)).append('\n');
                } else {
                    assertThat(line).matches(":.*|");
                }
            }
            assertHarmless("stream", Jsoup.parseBodyFragment(data.toString()));
        }

        assertThat(names).isSubsetOf(Set.of("log", "fragment", "end")).contains("log", "end");
        assertThat(ids).isNotEmpty().isSorted().doesNotContain(999_999);
    }

    /** The run has ended, so the stream ends by itself. */
    private String stream() throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + desk.port()
                                                + "/runs/"
                                                + run.id()
                                                + "/events"))
                        .header("Cookie", "groundplan=" + developer.cookie("groundplan"))
                        .build();
        var answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        assertThat(answer.body()).doesNotContain("\r");
        return answer.body();
    }

    private static void assertHarmless(String where, Document html) {
        for (Element element : html.getAllElements()) {
            assertThat(element.tagName())
                    .as(where)
                    .isNotIn("iframe", "base", "object", "embed", "style");
            if (element.tagName().equals("script")) {
                assertThat(element.data()).as(where).isBlank();
                assertThat(element.attr("src")).as(where).startsWith("/");
            }
            element.attributes()
                    .forEach(
                            attribute -> {
                                assertThat(attribute.getKey()).as(where).doesNotStartWith("on");
                                if (List.of("href", "src", "action", "content")
                                                .contains(attribute.getKey())
                                        || attribute.getKey().contains("hx-")) {
                                    assertThat(withoutQuery(attribute.getValue()))
                                            .as(where)
                                            .doesNotContain(MARK);
                                }
                            });
        }
    }

    /** What was searched for stands in the links of filters, as a query. */
    private static String withoutQuery(String address) {
        return address.startsWith("/") ? address.replaceFirst("\\?.*", "") : address;
    }
}
