package dev.groundplan.identity.security;

import dev.groundplan.identity.InvalidFieldsException;
import dev.groundplan.identity.Passwords;
import dev.groundplan.identity.People;
import dev.groundplan.identity.PersonChanged;
import dev.groundplan.identity.Rights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Creates the administrator of a new portal. The one-time password goes into a file that only the
 * portal's own user can read; the file goes when the password is replaced.
 */
@Component
@Profile("!demo")
class FirstAdministrator implements SmartInitializingSingleton {
    private static final String USERNAME = "admin";
    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

    private final People people;
    private final Passwords passwords;
    private final Path file;

    FirstAdministrator(People people, Passwords passwords, SecuritySettings settings) {
        this.people = people;
        this.passwords = passwords;
        this.file = settings.data().resolve("initial-admin-password");
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (people.isEmpty()) {
            create(passwords.random());
        }
    }

    private void create(String password) {
        write(password); // first, or a full disk would leave an administrator whose password
        // nobody knows
        try {
            people.createAtStart(
                    USERNAME, "Administrator", new Rights(true, false), password, true);
        } catch (InvalidFieldsException otherNodeWasFirst) {
            delete();
            return;
        }
        log.info(
                "Created the person \"{}\". The one-time password is in {}",
                USERNAME,
                file.toAbsolutePath());
    }

    private void write(String password) {
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, readableByOwnerOnly());
            Files.writeString(file, password + System.lineSeparator());
        } catch (IOException failure) {
            throw new UncheckedIOException("Can't write the first password to " + file, failure);
        }
    }

    private FileAttribute<?>[] readableByOwnerOnly() {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @EventListener
    void passwordReplaced(PersonChanged change) {
        if (change.username().equals(USERNAME)
                && change.kind() == PersonChanged.Kind.PASSWORD_CHANGED) {
            delete();
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            log.warn(
                    "Can't delete {}: delete it by hand, its password is out of date.",
                    file,
                    failure);
        }
    }
}
