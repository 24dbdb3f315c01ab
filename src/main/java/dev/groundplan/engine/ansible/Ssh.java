package dev.groundplan.engine.ansible;

import dev.groundplan.engine.CredentialLease;
import dev.groundplan.engine.CredentialLease.Kind;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.process.ChildPaths;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How Ansible reaches other hosts (docs.ansible.com, ansible.builtin.ssh): with the key of the
 * step's credential, and only those hosts whose keys were given. Nothing of the worker's own ssh
 * settings counts.
 */
final class Ssh {
    static final String KNOWN_HOSTS = "known_hosts";
    private static final String ROLE = "ssh";

    private Ssh() {}

    /** The host keys of the credential, and those that an earlier step gave as an option. */
    static byte[] knownHosts(StepJob job) {
        var given = job.step().options().path(KNOWN_HOSTS).asString("");
        var kept =
                job.inputs()
                        .credential(ROLE, Kind.SSH_KEY)
                        .map(CredentialLease::knownHosts)
                        .orElse("");
        return (kept + "\n" + given + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static Map<String, String> environment(StepJob job, ChildPaths paths) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("ANSIBLE_HOST_KEY_CHECKING", "1");
        environment.put("ANSIBLE_SSH_COMMON_ARGS", arguments(paths));
        job.inputs()
                .credential(ROLE, Kind.SSH_KEY)
                .ifPresent(
                        key -> {
                            environment.put(
                                    "ANSIBLE_PRIVATE_KEY_FILE", paths.credentials() + "/" + ROLE);
                            if (!key.user().isEmpty()) {
                                environment.put("ANSIBLE_REMOTE_USER", key.user());
                            }
                        });
        return environment;
    }

    /** ssh_config(5): no file of the worker is read, no other key is tried, nothing is asked. */
    private static String arguments(ChildPaths paths) {
        return String.join(
                " ",
                "-F /dev/null",
                "-o UserKnownHostsFile=" + paths.scratch() + "/" + KNOWN_HOSTS,
                "-o GlobalKnownHostsFile=/dev/null",
                "-o StrictHostKeyChecking=yes",
                "-o IdentitiesOnly=yes",
                "-o IdentityAgent=none",
                "-o BatchMode=yes");
    }
}
