package dev.groundplan.credential;

import dev.groundplan.engine.CredentialLease.Kind;
import dev.groundplan.identity.InvalidFieldsException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What a credential may be; every problem at once, and nothing of the secret in any sentence. */
final class EntryCheck {
    static final int LARGEST = 64 * 1024;

    /** Fewer can't be masked in a log without masking half of it. */
    private static final int SHORTEST = 6;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** useradd(8) of Debian, without the dollar of machine accounts. */
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

    private static final Pattern KNOWN_HOST =
            Pattern.compile("(@\\S+ )?\\S+ (ssh|ecdsa|sk)-\\S+ [A-Za-z0-9+/]+=*( .*)?");

    private final Map<String, String> problems = new LinkedHashMap<>();

    private EntryCheck() {}

    /** What of an entry is kept. */
    record Checked(CredentialEntry entry, Kind kind, String secret, String fingerprint) {
        @Override
        public String toString() {
            return entry.toString();
        }
    }

    /**
     * @throws InvalidFieldsException for name, kind, username, knownHosts and secret
     */
    static Checked check(CredentialEntry entry) {
        var check = new EntryCheck();
        check.name(entry.name());
        if (entry.kind() == null) {
            check.problems.put("kind", "Choose what it is.");
            throw new InvalidFieldsException(check.problems);
        }
        return check.rest(entry, entry.kind());
    }

    /** The same for a credential whose name and kind stay. */
    static Checked replacement(CredentialEntry entry, Kind kind) {
        return new EntryCheck().rest(entry, kind);
    }

    private Checked rest(CredentialEntry entry, Kind kind) {
        var key = secret(entry.secret(), kind);
        if (kind == Kind.SSH_KEY) {
            user(entry.username());
            hosts(entry.knownHosts());
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
        return new Checked(entry, kind, key.text(), key.fingerprint());
    }

    private void name(String name) {
        if (name.length() > 60 || !NAME.matcher(name).matches()) {
            problems.put(
                    "name",
                    "A name is up to 60 lower case letters, digits and single dashes, such as fleet-key.");
        }
    }

    /** With line breaks as they were typed, except for a key. */
    private SshKey secret(String secret, Kind kind) {
        var plain = new SshKey(secret, "");
        if (secret.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            problems.put("secret", "The secret is larger than 64 kB.");
            return plain;
        }
        if (secret.strip().length() < SHORTEST) {
            problems.put(
                    "secret",
                    "A secret has six characters at least: shorter ones can't be kept out of logs.");
            return plain;
        }
        return switch (kind) {
            case SSH_KEY -> key(secret, plain);
            case FILE -> new SshKey(secret.replace("\r\n", "\n"), "");
            case VARIABLE -> variable(secret.strip());
        };
    }

    private SshKey key(String secret, SshKey plain) {
        try {
            return SshKey.of(secret);
        } catch (IllegalArgumentException e) {
            problems.put("secret", String.valueOf(e.getMessage()));
            return plain;
        }
    }

    private SshKey variable(String secret) {
        if (secret.chars().anyMatch(Character::isISOControl)) {
            problems.put("secret", "A variable's value has no line breaks or control characters.");
        }
        return new SshKey(secret, "");
    }

    private void user(String user) {
        if (!user.isEmpty() && !USER.matcher(user).matches()) {
            problems.put("username", "A username is lower case letters, digits, '_' and '-'.");
        }
    }

    private void hosts(String hosts) {
        int number = 0;
        for (var line : hosts.lines().toList()) {
            number++;
            if (!line.isBlank()
                    && !line.startsWith("#")
                    && !KNOWN_HOST.matcher(line.strip()).matches()) {
                problems.putIfAbsent(
                        "knownHosts",
                        "Line "
                                + number
                                + " is no host key. A line is a host's name, the kind of its key and the key, as ssh-keyscan prints it.");
            }
        }
    }
}
