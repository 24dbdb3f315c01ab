package dev.groundplan.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where the master keys come from: {@code groundplan.key-file}, one {@code id:base64} a line, 32
 * bytes each. Without it the key is made in the data directory, but only beside the embedded
 * database: a key that one node of several invents for itself would lock out the others.
 */
@Configuration(proxyBeanMethods = false)
class KeyringConfiguration {
    @Bean
    Keyring keyring(
            DataDirectory data,
            @Value("${groundplan.key-file:}") String keyFile,
            @Value("${spring.datasource.url}") String database)
            throws IOException {
        if (!keyFile.isBlank()) {
            return read(Path.of(keyFile));
        }
        if (!database.startsWith("jdbc:h2:")) {
            throw new IllegalStateException(
                    "Set groundplan.key-file: with a database server the master key must be given, the same to every"
                            + " node. Make one with: echo \"key1:$(head -c 32 /dev/urandom | base64)\" > master.key");
        }
        return read(created(data.root().resolve("master.key")));
    }

    private static Path created(Path file) throws IOException {
        if (Files.notExists(file)) {
            var key = new byte[32];
            new SecureRandom().nextBytes(key);
            create(file, "key1:" + Base64.getEncoder().encodeToString(key) + "\n");
        }
        return file;
    }

    private static void create(Path file, String content) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            var mode = PosixFilePermissions.fromString("rw-------");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
        }
        Files.writeString(file, content);
    }

    static Keyring read(Path file) throws IOException {
        return new Keyring(keys(file), () -> again(file));
    }

    /** What can't be read now has no key for us; the portal goes on with those it has. */
    private static Map<String, byte[]> again(Path file) {
        try {
            return keys(file);
        } catch (IOException | IllegalStateException e) {
            return Map.of();
        }
    }

    private static LinkedHashMap<String, byte[]> keys(Path file) throws IOException {
        var keys = new LinkedHashMap<String, byte[]>();
        for (var line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                var key = parse(line.strip());
                if (key == null
                        || keys.put(line.substring(0, line.indexOf(':')).strip(), key) != null) {
                    throw new IllegalStateException(
                            "The key file "
                                    + file
                                    + " must hold lines of id:base64 with 32 bytes each, every id once.");
                }
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException("The key file " + file + " holds no key.");
        }
        return keys;
    }

    private static byte @Nullable [] parse(String line) {
        var colon = line.indexOf(':');
        if (colon < 1 || colon > 40) {
            return null;
        }
        try {
            var key = Base64.getDecoder().decode(line.substring(colon + 1).strip());
            return key.length == 32 ? key : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
