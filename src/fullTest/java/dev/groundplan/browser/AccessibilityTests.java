package dev.groundplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.groundplan.browser.Gallery.Shot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every page, in light and dark, wide and narrow. */
@PortalForBrowsers
class AccessibilityTests {
    @RegisterExtension static final Browsers BROWSERS = new Browsers();
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static @Nullable Gallery gallery;

    @LocalServerPort int port;

    @BeforeEach
    void fill() {
        if (gallery == null) {
            gallery =
                    Gallery.filledBy(
                            BROWSERS.signedIn(port, "developer", Look.DESKTOP),
                            BROWSERS.signedIn(port, "approver", Look.DESKTOP));
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 360", "DARK, 360"})
    void everyPageIsAccessibleAndFits(ColorScheme theme, int width) {
        var look = new Look(true, theme, width);
        var visitors = new HashMap<String, Visitor>();
        var found = new ArrayList<String>();

        for (Map.Entry<String, Shot> each : gallery.shots().entrySet()) {
            var person = each.getValue().person();
            var visitor = visitors.computeIfAbsent(person, name -> visitor(name, look));
            visitor.open(each.getValue().path());
            found.addAll(problems(each.getKey(), visitor.page(), width));
            visitor.forgive("status of 404");
        }

        assertThat(found).isEmpty();
    }

    private Visitor visitor(String name, Look look) {
        return name.isEmpty() ? BROWSERS.stranger(port, look) : BROWSERS.signedIn(port, name, look);
    }

    private static List<String> problems(String name, Page page, int width) {
        var problems = new ArrayList<String>();
        for (Rule rule : violations(page)) {
            problems.add(name + ": " + rule.getId() + " " + rule.getNodes().get(0).getHtml());
        }
        var needed = (Integer) page.evaluate("document.documentElement.scrollWidth");
        if (needed > width) {
            problems.add(name + ": scrolls sideways, needs " + needed);
        }
        if (page.locator("h1").count() != 1) {
            problems.add(name + ": has " + page.locator("h1").count() + " headings of level 1");
        }
        return problems;
    }

    /** In the page itself, which has no frames: what asks frames opens another page to sum up. */
    private static List<Rule> violations(Page page) {
        assertThat(page.frames()).hasSize(1);
        return new AxeBuilder(page).setLegacyMode(true).withTags(RULES).analyze().getViolations();
    }
}
