package dev.groundplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.testing.TestPortal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** F27: the network drops while somebody approves, at any byte of the request or of its answer. */
@PortalForBrowsers
class CutApprovalBrowserTests {
    @RegisterExtension static final Browsers BROWSERS = new Browsers();
    private static final Logger report = LoggerFactory.getLogger(CutApprovalBrowserTests.class);
    private static final int CUTS = Integer.getInteger("groundplan.test.approval-cuts", 15);
    private static final int AHEAD = 6;
    private static final int ANSWER = 400;
    private final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final ArrayDeque<Run> waiting = new ArrayDeque<>();
    private int decidedByTheCut;

    @LocalServerPort int port;
    @Autowired TestPortal portal;
    @Autowired JdbcClient jdbc;
    private Counts counts;
    private Visitor approver;

    @Test
    void decidesOnceWhereverTheNetworkDrops() throws IOException {
        counts = new Counts(jdbc);
        approver = BROWSERS.signedIn(port, "approver", Look.DESKTOP);
        for (int cut = 0; cut < CUTS; cut++) {
            trial(next(), cut % 3 == 2);
        }
        report.info(
                "{} cuts while approving, {} had decided already: each run was decided once; seed {}",
                CUTS,
                decidedByTheCut,
                seed);
    }

    private void trial(Run run, boolean inTheAnswer) throws IOException {
        approver.open("/runs/" + run.id());
        var request = request(run).getBytes(StandardCharsets.UTF_8);
        send(
                request,
                inTheAnswer ? request.length : random.nextInt(request.length + 1),
                inTheAnswer ? random.nextInt(ANSWER) : 0);

        approver.open("/runs/" + run.id());
        if (showsWhatIsTrue(run)) {
            decidedByTheCut++;
        }
        approveAgain(run);
        portal.await(run, RunStatus.APPLIED);
        assertThat(counts.decisions(run.id())).as("decisions; seed " + seed).isEqualTo(1);
        assertThat(counts.moves(run.id(), "APPROVED")).as("moves; seed " + seed).isEqualTo(1);
    }

    /** What the browser would send, byte by byte. */
    private String request(Run run) {
        var body =
                "_csrf=%s&planDigest=%s&comment=Looks+right&decision=approve"
                        .formatted(approver.csrf(), portal.plan(run).digest());
        var cookies =
                approver.page().context().cookies().stream()
                        .map(cookie -> cookie.name + "=" + cookie.value)
                        .collect(Collectors.joining("; "));
        return "POST /runs/%s/approval HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(run.id(), port, cookies, body.length(), body);
    }

    /** So much of the request, and of its answer; then the connection is reset. */
    private void send(byte[] request, int sent, int read) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request, 0, sent);
            socket.getInputStream().readNBytes(read);
            socket.setSoLinger(true, 0);
        }
    }

    /** Whether it is decided; the page must say the same as the database, once both are at rest. */
    private boolean showsWhatIsTrue(Run run) {
        var decision = new RunPage(approver);
        Awaitility.await("the page says what is true; seed " + seed)
                .atMost(Duration.ofSeconds(20))
                .pollInSameThread()
                .until(
                        () ->
                                decision.approveButton().isVisible()
                                        == (counts.decisions(run.id()) == 0));
        return counts.decisions(run.id()) == 1;
    }

    /** As people do who don't know whether it worked: with what they had typed. */
    private void approveAgain(Run run) {
        var before = counts.decisions(run.id());
        var form =
                FormData.create()
                        .set("_csrf", approver.csrf())
                        .set("planDigest", portal.plan(run).digest())
                        .set("comment", "Looks right")
                        .set("decision", "approve");
        var answer =
                approver.page()
                        .request()
                        .post(
                                approver.page().url().replaceAll("[?#].*", "") + "/approval",
                                RequestOptions.create().setForm(form));
        assertThat(answer.status()).as("seed " + seed).isEqualTo(200);
        assertThat(answer.text())
                .as("seed " + seed)
                .containsAnyOf(
                        before == 1
                                ? new String[] {"You decided this already"}
                                : new String[] {"Approved.", "You decided this already"});
    }

    private Run next() {
        while (waiting.size() < AHEAD) {
            waiting.add(portal.provision("team-page", false, portal.values("title", "Cut")));
        }
        return portal.await(waiting.remove(), RunStatus.AWAITING_APPROVAL);
    }
}
