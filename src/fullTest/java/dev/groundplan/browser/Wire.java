package dev.groundplan.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The wire between a browser and the portal, which can be cut with everything that is on it. */
final class Wire implements AutoCloseable {
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket door;
    private final int target;
    private volatile boolean cut;

    Wire(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void cut() {
        cut = true;
        open.forEach(Wire::close);
    }

    void restore() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                join(door.accept());
            }
        } catch (IOException closed) {
            open.forEach(Wire::close);
        }
    }

    private void join(Socket browser) throws IOException {
        if (cut) {
            close(browser);
            return;
        }
        var portal = new Socket(InetAddress.getByName("127.0.0.1"), target);
        open.add(browser);
        open.add(portal);
        threads.execute(() -> pump(browser, portal));
        threads.execute(() -> pump(portal, browser));
    }

    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // One of them hung up: so does the other.
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed either way.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
