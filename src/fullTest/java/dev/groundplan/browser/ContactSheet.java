package dev.groundplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * Takes a picture of every page in every look. Not a test of the build: scripts/contact-sheet runs
 * it.
 */
@PortalForBrowsers
@TestPropertySource(
        properties = {
            "groundplan.data=target/test-data/contact-sheet",
            "groundplan.recorder=false"
        })
class ContactSheet {
    @RegisterExtension static final Browsers BROWSERS = new Browsers();
    private static final Path FOLDER = Path.of("target", "contact-sheet");
    private static final Path IMAGES = Path.of("docs", "images");
    private static final List<Look> LOOKS =
            List.of(
                    new Look(true, ColorScheme.LIGHT, 1280),
                    new Look(true, ColorScheme.DARK, 1280),
                    new Look(true, ColorScheme.LIGHT, 360),
                    new Look(true, ColorScheme.DARK, 360));

    @LocalServerPort int port;

    @Test
    void takesPictures() throws IOException {
        Files.createDirectories(FOLDER);
        Files.createDirectories(IMAGES);
        var gallery =
                Gallery.filledBy(
                        BROWSERS.signedIn(port, "developer", Look.DESKTOP),
                        BROWSERS.signedIn(port, "approver", Look.DESKTOP));
        for (var look : LOOKS) {
            pictures(gallery, look);
        }
        runPicture(gallery);
        sheet(gallery, LOOKS, 300, FOLDER.resolve("contact-sheet.png"));
        small(gallery);
    }

    private void pictures(Gallery gallery, Look look) {
        var visitors = new HashMap<String, Visitor>();
        gallery.shots()
                .forEach(
                        (name, shot) -> {
                            var visitor =
                                    visitors.computeIfAbsent(
                                            shot.person(), each -> visitor(each, look));
                            visitor.open(shot.path());
                            picture(visitor.page(), look.width(), file(name, look));
                            visitor.forgive("status of 404");
                        });
        visitors.values().forEach(Visitor::leave);
    }

    private Visitor visitor(String person, Look look) {
        return person.isEmpty()
                ? BROWSERS.stranger(port, look)
                : BROWSERS.signedIn(port, person, look);
    }

    /** As tall as the page: a full-page picture would cut what sticks to the window. */
    private static void picture(Page page, int width, Path file) {
        page.setViewportSize(width, 800);
        var height = (Integer) page.evaluate("document.documentElement.scrollHeight");
        page.setViewportSize(width, Math.min(Math.max(height, width * 3 / 4), 4000));
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    private void runPicture(Gallery gallery) throws IOException {
        var approver = visitor("approver", Look.DESKTOP);
        approver.open(gallery.shots().get("run-waiting").path());
        approver.page().locator(".gp-change summary").first().click();
        var file = IMAGES.resolve("run.png");
        approver.page().screenshot(new Page.ScreenshotOptions().setPath(file));
        assertThat(Files.size(file)).isLessThanOrEqualTo(300_000);
    }

    /** For the documentation: as large as 1.5 MB allow. */
    private void small(Gallery gallery) throws IOException {
        var file = IMAGES.resolve("contact-sheet.png");
        for (int width = 240; width > 80; width -= 40) {
            sheet(gallery, LOOKS, width, file);
            if (Files.size(file) <= 1_500_000) {
                return;
            }
        }
        throw new AssertionError("The contact sheet stays too large: " + Files.size(file));
    }

    private void sheet(Gallery gallery, List<Look> looks, int width, Path file) throws IOException {
        var html = FOLDER.resolve("index.html");
        Files.writeString(html, html(gallery, looks, width));
        var page = BROWSERS.stranger(port, Look.DESKTOP).page();
        page.setViewportSize(8 * (width + 16) + 16, 800);
        page.navigate(html.toAbsolutePath().toUri().toString());
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        BROWSERS.forgiveAll();
    }

    private static String html(Gallery gallery, List<Look> looks, int width) {
        var figures =
                looks.stream()
                        .flatMap(
                                look ->
                                        gallery.shots().keySet().stream()
                                                .map(name -> Map.entry(name, look)))
                        .map(each -> figure(each.getKey(), each.getValue()))
                        .collect(Collectors.joining());
        return """
               <!doctype html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title>
               <style>body{display:flex;flex-wrap:wrap;gap:16px;margin:16px;background:#888;font:12px sans-serif}
               figure{margin:0;width:%dpx}img{width:100%%;height:%dpx;object-fit:cover;object-position:top}
               figure.narrow{width:%dpx}figcaption{overflow-wrap:anywhere}</style>%s
               """
                .formatted(width, width * 3 / 4, width * 3 / 4 * 360 / 640, figures);
    }

    private static String figure(String name, Look look) {
        var narrow = look.width() < 600 ? " class=\"narrow\"" : "";
        return "<figure%s><img src=\"%s\" alt=\"\"><figcaption>%s, %s</figcaption></figure>"
                .formatted(narrow, file(name, look).getFileName(), name, look);
    }

    private static Path file(String name, Look look) {
        return FOLDER.resolve(name + "-" + look + ".png");
    }
}
