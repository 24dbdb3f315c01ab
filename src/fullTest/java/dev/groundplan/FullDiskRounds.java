package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.Browser.Answer;
import dev.groundplan.testing.ApiLoad;
import dev.groundplan.testing.SmallVolume;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** Fills a volume under load, looks at pages meanwhile, frees it, and waits until work goes on. */
final class FullDiskRounds {
    private static final int FILLS = Integer.getInteger("groundplan.test.fills", 1);
    private final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    private final Map<Integer, Integer> pages = new TreeMap<>();
    private final List<Long> ready = new ArrayList<>();

    interface Step {
        void run() throws IOException;
    }

    long seed() {
        return seed;
    }

    int fills() {
        return FILLS;
    }

    /**
     * @param freed what an operator does after room was made
     */
    void run(ApiLoad load, Browser browser, SmallVolume volume, Step freed) throws Exception {
        var random = new Random(seed);
        for (int i = 0; i < FILLS; i++) {
            Thread.sleep(500 + random.nextInt(2_500));
            volume.fill();
            look(browser, 4_000 + random.nextInt(3_000));
            volume.free();
            freed.run();
            ready.add(awaitWork(load, browser));
        }
        load.finish(Duration.ofSeconds(240));
    }

    /** Whatever comes is a page. */
    private void look(Browser browser, int millis) throws Exception {
        long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() < until) {
            for (var path : List.of("/runs", "/tools")) {
                see(browser.get(path));
            }
            Thread.sleep(100);
        }
    }

    private void see(Answer page) {
        pages.merge(page.status(), 1, Integer::sum);
        assertThat(page.status()).as("seed " + seed + page.body()).isIn(200, 503);
        assertThat(page.body()).as("seed " + seed).contains("<h1").doesNotContain("\tat ");
    }

    /** How long it takes until pages and requests work again. */
    private long awaitWork(ApiLoad load, Browser browser) {
        long began = System.nanoTime();
        var before = load.decided().size();
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(90))
                .until(
                        () ->
                                browser.get("/runs").status() == 200
                                        && load.decided().size() > before);
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    String figures(String where, ApiLoad load, Object runs) {
        var sorted = ready.stream().sorted().toList();
        return "%d times full: %s; %d requests and %d approvals acknowledged, answers %s, pages %s; runs %s; at work again after p50 %d ms, longest %d ms; seed %d"
                .formatted(
                        FILLS,
                        where,
                        load.accepted().size(),
                        load.decided().size(),
                        load.answers(),
                        pages,
                        runs,
                        sorted.get(sorted.size() / 2),
                        sorted.get(sorted.size() - 1),
                        seed);
    }
}
