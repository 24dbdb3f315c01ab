package dev.groundplan.identity;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is entered about a person, checked and normalized. */
record PersonDetails(String username, String name, @Nullable String email) {
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,62}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,120}");
    private static final int LONGEST_NAME = 100;

    static PersonDetails checked(String username, String name, String email) {
        PersonDetails details =
                new PersonDetails(
                        People.normalized(username),
                        name.strip(),
                        email.isBlank() ? null : email.strip());
        Map<String, String> problems = details.problems();
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
        return details;
    }

    private Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        if (!USERNAME.matcher(username).matches()) {
            problems.put(
                    "username",
                    "Use 1 to 63 small letters, digits, dots, dashes or underscores, starting with a letter or digit.");
        }
        if (name.isEmpty() || name.length() > LONGEST_NAME || hasControls(name)) {
            problems.put(
                    "name", "Enter the name to show, in at most " + LONGEST_NAME + " characters.");
        }
        if (email != null && !EMAIL.matcher(email).matches()) {
            problems.put(
                    "email",
                    "This is not an e-mail address: enter one like ada@example.org, or none.");
        }
        return problems;
    }

    /**
     * Also the marks that reverse the direction of text: they can make one name look like another.
     */
    static boolean hasControls(String text) {
        return text.chars()
                .anyMatch(
                        c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }

    Person person(UUID id, Rights rights, boolean mustChange, Clock clock) {
        return new Person(
                new PersonId(id),
                username,
                name,
                email,
                rights.admin(),
                rights.auditor(),
                null,
                mustChange,
                null,
                Theme.AUTO,
                clock.instant());
    }
}
