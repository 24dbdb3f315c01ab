package dev.groundplan.form;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A press on an add or remove button of an editor, for browsers without JavaScript.
 *
 * @param path where, as in the field names, without {@code values}: {@code /allowed} or {@code
 *     /allowed/0}
 */
public record FormEdit(Action action, String path) {
    /** The name of the buttons. */
    public static final String BUTTON = "edit";

    private static final Pattern PRESSED = Pattern.compile("(add|remove):((?:/[^/]+){1,60})");
    private static final int MAX_INDEX = 10_000;

    /** What the button does. */
    public enum Action {
        ADD,
        REMOVE
    }

    /** The edit among the parameters; empty when the form was sent by another button. */
    public static Optional<FormEdit> in(MultiValueMap<String, String> parameters) {
        var pressed = parameters.getFirst(BUTTON);
        var parts = pressed == null ? null : PRESSED.matcher(pressed);
        if (parts == null || !parts.matches()) {
            return Optional.empty();
        }
        var action = parts.group(1).equals("add") ? Action.ADD : Action.REMOVE;
        return Optional.of(new FormEdit(action, parts.group(2)));
    }

    /**
     * What the browser would have sent after the edit; to be read, shown again and not validated.
     */
    public MultiValueMap<String, String> apply(MultiValueMap<String, String> parameters) {
        var edited = new LinkedMultiValueMap<String, String>();
        var field = Typed.ROOT + path;
        parameters.forEach(
                (name, texts) -> {
                    if (action == Action.ADD || !isWithin(name, field)) {
                        edited.addAll(name, texts);
                    }
                });
        if (action == Action.ADD) {
            add(edited, field);
        }
        return edited;
    }

    private static void add(MultiValueMap<String, String> edited, String field) {
        var present = edited.get(field + "/" + Typed.PRESENT);
        if (present == null || present.contains("object")) {
            edited.add(field + "/" + Typed.PRESENT, Typed.NEW);
            return;
        }
        int index = nextIndex(edited, field);
        if (index < MAX_INDEX) {
            var mark = present.contains("map") ? "/" + Typed.VALUE : "";
            edited.add(field + "/" + index + mark + "/" + Typed.PRESENT, Typed.NEW);
        }
    }

    private static int nextIndex(MultiValueMap<String, String> parameters, String field) {
        return 1
                + parameters.keySet().stream()
                        .filter(name -> name.startsWith(field + "/"))
                        .map(name -> name.substring(field.length() + 1).split("/", 2)[0])
                        .filter(segment -> segment.matches("\\d{1,9}"))
                        .mapToInt(Integer::parseInt)
                        .max()
                        .orElse(-1);
    }

    private static boolean isWithin(String name, String field) {
        return name.equals(field) || name.startsWith(field + "/");
    }
}
