package dev.groundplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import dev.groundplan.testing.TestPortal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** F28: whatever people send twice happens once, and they are told so in plain words. */
@PortalForBrowsers
class TwiceBrowserTests {
    @RegisterExtension static final Browsers BROWSERS = new Browsers();
    private static final Logger report = LoggerFactory.getLogger(TwiceBrowserTests.class);
    private static final int TRIALS = Integer.getInteger("groundplan.test.twice", 12);
    private static final Look[] LOOKS = {Look.DESKTOP, Look.DESKTOP, Look.WITHOUT_SCRIPTS};
    private static final String MIDDLE =
            """
            ([selector, focused]) => {
                const button = document.querySelector(selector);
                if (!button) return null;
                button.scrollIntoView({ block: 'center', behavior: 'instant' });
                if (focused) button.focus();
                const box = button.getBoundingClientRect();
                return [box.x + box.width / 2, box.y + box.height / 2];
            }""";
    private final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final Map<String, Integer> tried = new TreeMap<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    @LocalServerPort int port;
    @Autowired TestPortal portal;
    @Autowired JdbcClient jdbc;
    private Counts counts;
    private final Set<Page> listened = new HashSet<>();
    private Doors doors;

    /** How something is sent twice. */
    private enum Way {
        DOUBLE_CLICK,
        ENTER_AND_CLICK,
        BACK_AND_AGAIN,
        TWO_TABS
    }

    @BeforeEach
    void openDoors() {
        counts = new Counts(jdbc);
        doors = new Doors(BROWSERS, port, portal, counts);
    }

    @Test
    void happensOnceHoweverOftenItIsSent() {
        for (int trial = 0; trial < TRIALS; trial++) {
            var kind = Doors.Kind.values()[trial % Doors.Kind.values().length];
            var way = Way.values()[trial % Way.values().length];
            send(kind, way, LOOKS[random.nextInt(LOOKS.length)]);
        }
        doors.forgive();
        report.info(
                "{} things sent twice: each happened once; {}; answers {}; seed {}",
                TRIALS,
                tried,
                answers,
                seed);
        assertThat(failures).as("seed " + seed).isEmpty();
    }

    private void send(Doors.Kind kind, Way way, Look look) {
        var door = doors.open(kind, look);
        var name = kind + " by " + way + (look.scripts() ? "" : " without scripts");
        tried.merge(kind + " " + way, 1, Integer::sum);
        if (listened.add(door.page())) {
            door.page().onResponse(this::heard);
        }
        switch (way) {
            case DOUBLE_CLICK -> click(door, 2);
            case ENTER_AND_CLICK -> enterAndClick(door);
            case BACK_AND_AGAIN -> backAndAgain(door);
            case TWO_TABS -> twoTabs(door);
        }
        settle(door.page());
        awaitOnce(door, name);
        doors.leave();
        if (door.happened().getAsInt() != 1) {
            failures.add(name + " happened " + door.happened().getAsInt() + " times");
        }
    }

    private void awaitOnce(Doors.Door door, String name) {
        Awaitility.await(name + "; seed " + seed)
                .atMost(Duration.ofSeconds(30))
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(20))
                .until(() -> door.happened().getAsInt() >= 1);
        // A click that met the next page may have opened something else.
        assertThat(door.page().locator("body.gp-shell")).isVisible();
    }

    private void heard(Response response) {
        if (response.request().method().equals("POST")) {
            answers.merge(String.valueOf(response.status()), 1, Integer::sum);
        }
        if (response.status() >= 500 || response.status() == 400 || response.status() == 403) {
            failures.add(response.url() + " answered " + response.status());
        }
    }

    /**
     * By coordinates: without scripts the browser may never say that a thing stands still. What a
     * live page took away meanwhile is not there to be clicked.
     */
    private static void click(Doors.Door door, int clicks) {
        var at = middle(door, false);
        if (at == null) {
            return;
        }
        if (clicks == 2) {
            door.page().mouse().dblclick(at.x(), at.y());
        } else {
            door.page().mouse().click(at.x(), at.y());
        }
    }

    private static void enterAndClick(Doors.Door door) {
        var at = middle(door, true);
        door.page().keyboard().press("Enter");
        door.page().mouse().click(at.x(), at.y());
    }

    private record Point(double x, double y) {}

    /** In one question: between two a live page may draw the button anew. */
    private static @Nullable Point middle(Doors.Door door, boolean focused) {
        var at = (List<?>) door.page().evaluate(MIDDLE, List.of(door.button(), focused));
        return at == null ? null : new Point(number(at.get(0)), number(at.get(1)));
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static void backAndAgain(Doors.Door door) {
        click(door, 1);
        arrive(door);
        door.page().goBack();
        settle(door.page());
        door.again().run();
        pressAgain(door);
    }

    /** The page may know already, and have nothing to press any more. */
    private static void pressAgain(Doors.Door door) {
        var button = door.page().locator(door.button());
        if (button.isVisible() && button.isEnabled()) {
            click(door, 1);
            settle(door.page());
        }
    }

    private void twoTabs(Doors.Door door) {
        var other = door.page().context().newPage();
        try {
            other.navigate(door.page().url());
            var second = door.in(other);
            second.again().run();
            other.onResponse(this::heard);
            click(door, 1);
            arrive(door);
            pressAgain(second);
        } finally {
            other.close();
        }
    }

    /**
     * It happened, and the page is that of the run. The page itself is asked: what Playwright knows
     * of it is as old as the last question.
     */
    private static void arrive(Doors.Door door) {
        patiently()
                .until(
                        () ->
                                door.happened().getAsInt() > 0
                                        && path(door.page()).startsWith("/runs/"));
        settle(door.page());
    }

    private static String path(Page page) {
        return (String) page.evaluate("location.pathname");
    }

    /** Nothing more is on its way. */
    private static void settle(Page page) {
        page.waitForTimeout(100);
        patiently().until(() -> page.evaluate("document.readyState").equals("complete"));
    }

    /** A page can't be asked while it gives way to the next. */
    private static ConditionFactory patiently() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(PlaywrightException.class);
    }
}
