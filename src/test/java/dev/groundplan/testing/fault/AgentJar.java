package dev.groundplan.testing.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.agent.ByteBuddyAgent;

/** A jar that only names the agent: its class comes from the class path. */
public final class AgentJar {
    private static final Path FILE = Path.of("target/test-data/kill-agent.jar");

    private AgentJar() {}

    /** From now on the process ends itself there; that may be before it could answer. */
    public static void attach(Process process, KillPoint point, int passage)
            throws IOException, InterruptedException {
        var pid = String.valueOf(process.pid());
        try {
            ByteBuddyAgent.attach(file().toFile(), pid, point + "#" + passage);
        } catch (IllegalStateException e) {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw e;
            }
        }
    }

    /** Made at its first use in a test run. */
    public static synchronized Path file() throws IOException {
        Files.createDirectories(FILE.getParent());
        var manifest = new Manifest();
        var main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", KillAgent.class.getName());
        main.putValue("Agent-Class", KillAgent.class.getName());
        main.putValue("Can-Retransform-Classes", "true");
        new JarOutputStream(Files.newOutputStream(FILE), manifest).close();
        return FILE.toAbsolutePath();
    }
}
