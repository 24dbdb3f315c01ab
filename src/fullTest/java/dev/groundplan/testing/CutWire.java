package dev.groundplan.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** One connection through {@link CutProxy}. */
final class CutWire {
    private final CutProxy proxy;
    private final Socket client;
    private final Socket server;
    private final Set<CutWire> all;
    private final CommitReader commits = new CommitReader();
    private volatile boolean losesAnswer;

    CutWire(CutProxy proxy, Socket client, Socket server, Set<CutWire> all) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        this.all = all;
    }

    void start() {
        all.add(this);
        thread("cut-up", () -> pump(client, server, true));
        thread("cut-down", () -> pump(server, client, false));
    }

    static void thread(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(Socket from, Socket to, boolean up) {
        var buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                awaitPassage();
                if (up ? !passUp(out, buffer, n) : !passDown(out, buffer, n)) {
                    reset();
                    return;
                }
            }
        } catch (IOException e) {
            // the other side is gone
        }
        close();
    }

    private void awaitPassage() {
        while (proxy.swallows()) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private boolean passUp(OutputStream out, byte[] bytes, int n) throws IOException {
        if (commits.read(bytes, n) && proxy.takesCommit()) {
            losesAnswer = true;
        }
        return pass(out, bytes, n);
    }

    /** What comes back after the commit is its answer: the server has done it. */
    private boolean passDown(OutputStream out, byte[] bytes, int n) throws IOException {
        if (losesAnswer) {
            proxy.commitWasCut();
            return false;
        }
        return pass(out, bytes, n);
    }

    private boolean pass(OutputStream out, byte[] bytes, int n) throws IOException {
        int allowed = proxy.allowed(n);
        out.write(bytes, 0, allowed);
        out.flush();
        if (allowed < n) {
            proxy.wasCut();
        }
        return allowed == n;
    }

    /** As a firewall does that forgot the connection. */
    void reset() {
        for (var socket : new Socket[] {client, server}) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                // closed already
            }
        }
        close();
    }

    private void close() {
        all.remove(this);
        for (var socket : new Socket[] {client, server}) {
            try {
                socket.close();
            } catch (IOException e) {
                // closed already
            }
        }
    }
}
