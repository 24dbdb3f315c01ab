package dev.groundplan.testing;

import dev.groundplan.checker.Accepted;
import dev.groundplan.checker.Decided;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * Programs that request environments and approve their plans over HTTP while the portal or its
 * database breaks. Who gets no answer, or 503, sends the same again under the same key. Notes what
 * they were told, and every answer that must not be.
 */
public final class ApiLoad implements AutoCloseable {
    private final Supplier<String> address;
    private final List<ApiClient> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    final List<Accepted> accepted = new CopyOnWriteArrayList<>();
    final List<Decided> decided = new CopyOnWriteArrayList<>();
    final List<String> reasons = new CopyOnWriteArrayList<>();
    final List<String> wrong = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();
    private volatile boolean ended;

    /**
     * @param address of the portal now, such as {@code http://127.0.0.1:8080}
     * @param inline how many in a hundred runs are made inside the portal, without a child
     */
    public ApiLoad(Supplier<String> address, long seed, int clients, int inline) {
        this.address = address;
        var tokens = ApiClient.Tokens.of(address.get());
        for (int i = 0; i < clients; i++) {
            this.clients.add(new ApiClient(this, tokens, new Random(seed + i), inline));
        }
    }

    public void start() {
        for (var client : clients) {
            var thread = new Thread(client, "api-client");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /**
     * Nothing new is requested; returns when everything that was sent is answered and every run has
     * ended.
     */
    public void finish(Duration most) {
        clients.forEach(ApiClient::requestNothingNew);
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .dontCatchUncaughtExceptions()
                .atMost(most)
                .untilAsserted(
                        () -> {
                            for (var client : clients) {
                                if (!client.isDone()) {
                                    throw new AssertionError(client.waitsFor());
                                }
                            }
                        });
        clients.forEach(ApiClient::repeatAll);
    }

    /** What the portal said it accepted. */
    public List<Accepted> accepted() {
        return accepted;
    }

    /** Approvals that it acknowledged. */
    public Collection<Decided> decided() {
        return decided;
    }

    /** One for each request that was ever sent. */
    public Collection<String> reasons() {
        return reasons;
    }

    /** Answers that must never be given. */
    public List<String> wrong() {
        return wrong;
    }

    /** How often which status was answered, "none" where the connection broke. */
    public Map<String, Integer> answers() {
        return new TreeMap<>(answers);
    }

    void answered(String what) {
        answers.merge(what, 1, Integer::sum);
    }

    String address() {
        return address.get();
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (var thread : threads) {
            thread.interrupt();
            thread.join(5_000);
        }
    }
}
