package dev.groundplan.engine;

/**
 * Secret material that a step may use while its tool runs.
 *
 * @param role what the step uses it for, as the template says: "ssh", or the name of a variable
 * @param user who it is of on the other side; empty when that is said elsewhere
 * @param knownHosts host keys in the format of ssh's known_hosts file (sshd(8)); empty for none
 */
public record CredentialLease(
        String role, Kind kind, String secret, String user, String knownHosts) {
    /** How it gets to the tool. */
    public enum Kind {
        /** A private key, as a file, with the host keys that are trusted. */
        SSH_KEY,
        /** A file that only the tool can read. */
        FILE,
        /** An environment variable of the tool, named like the role. */
        VARIABLE
    }

    @Override
    public String toString() {
        return "CredentialLease[" + role + ", " + kind + "]";
    }
}
