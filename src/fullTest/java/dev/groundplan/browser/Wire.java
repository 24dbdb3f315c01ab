package dev.groundplan.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The wire between a browser and the portal, which fails in the ways that wires and proxies do. */
final class Wire implements AutoCloseable {
    private static final String BAD_GATEWAY =
            "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 11\r\nConnection: close\r\n\r\nBad gateway";
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final Set<Socket> swallowed = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int target;
    private final int port;
    private volatile ServerSocket door;
    private volatile @Nullable Fault fault;

    /** How it fails until it is restored. */
    enum Fault {
        /** Every connection is reset, and every new one. */
        RESET,
        /** Nothing arrives any more, and nobody is told; what was open then is never heard of. */
        BLACK_HOLE,
        /** A proxy hangs up and answers by itself. */
        BAD_GATEWAY,
        /** Connections end in order, and nobody listens: the portal is started again. */
        REFUSED
    }

    Wire(int target) throws IOException {
        this.target = target;
        this.door = open(0);
        this.port = door.getLocalPort();
        threads.execute(() -> accept(door));
    }

    private static ServerSocket open(int port) throws IOException {
        var door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        return door;
    }

    int port() {
        return port;
    }

    void cut() throws IOException {
        cut(Fault.RESET);
    }

    void cut(Fault with) throws IOException {
        fault = with;
        if (with == Fault.REFUSED) {
            door.close();
        }
        lines.forEach(line -> line.fail(with));
    }

    void restore() throws IOException {
        if (door.isClosed()) {
            var next = open(port);
            door = next;
            threads.execute(() -> accept(next));
        }
        fault = null;
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                var browser = from.accept();
                threads.execute(() -> join(browser));
            }
        } catch (IOException closed) {
            // It was closed to refuse, or for good.
        }
    }

    private void join(Socket browser) {
        var now = fault;
        try {
            if (now == null) {
                var line = new Line(browser, new Socket(InetAddress.getLoopbackAddress(), target));
                lines.add(line);
                failIfItBrokeMeanwhile(line);
                threads.execute(() -> line.pump(browser, line.portal()));
                line.pump(line.portal(), browser);
                lines.remove(line);
            } else if (now == Fault.BAD_GATEWAY) {
                answer(browser);
            } else if (now == Fault.BLACK_HOLE) {
                swallowed.add(browser);
            } else {
                reset(browser);
            }
        } catch (IOException gone) {
            close(browser);
        }
    }

    private void failIfItBrokeMeanwhile(Line line) {
        var now = fault;
        if (now != null) {
            line.fail(now);
        }
    }

    private static void answer(Socket browser) throws IOException {
        try (browser) {
            var ignored = browser.getInputStream().read(new byte[16 * 1024]);
            browser.getOutputStream().write(BAD_GATEWAY.getBytes(StandardCharsets.US_ASCII));
            browser.shutdownOutput();
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            // Then there is nothing to reset.
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed either way.
        }
    }

    /** One connection through the wire. */
    private static final class Line {
        private final Socket browser;
        private final Socket portal;
        private volatile boolean silent;

        Line(Socket browser, Socket portal) {
            this.browser = browser;
            this.portal = portal;
        }

        Socket portal() {
            return portal;
        }

        void fail(Fault fault) {
            if (fault == Fault.BLACK_HOLE) {
                silent = true;
            } else if (fault == Fault.RESET) {
                reset(browser);
                reset(portal);
            } else {
                close(browser);
                close(portal);
            }
        }

        void pump(Socket from, Socket to) {
            try {
                copy(from.getInputStream(), to.getOutputStream());
            } catch (IOException ended) {
                // One of them hung up: so does the other.
            }
            close(from);
            close(to);
        }

        private void copy(InputStream from, OutputStream to) throws IOException {
            var buffer = new byte[16 * 1024];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                if (!silent) {
                    to.write(buffer, 0, read);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        lines.forEach(line -> line.fail(Fault.RESET));
        swallowed.forEach(Wire::close);
        threads.shutdownNow();
    }
}
