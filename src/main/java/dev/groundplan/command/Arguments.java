package dev.groundplan.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments behind the name of a command.
 *
 * @param options the command's own, given as {@code --name value} or {@code --name=value}
 * @param settings of the portal, which have a dot in their name
 */
record Arguments(Map<String, String> options, List<String> settings) {

    static Arguments of(List<String> arguments) {
        var options = new LinkedHashMap<String, String>();
        var settings = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                throw new IllegalArgumentException(
                        "\"" + argument + "\" is not understood here. See --help.");
            }
            var name = argument.substring(2).split("=", 2)[0];
            if (name.contains(".")) {
                settings.add(argument);
            } else if (argument.contains("=")) {
                options.put(name, argument.substring(name.length() + 3));
            } else if (i + 1 < arguments.size()) {
                options.put(name, arguments.get(++i));
            } else {
                throw new IllegalArgumentException(argument + " needs a value. See --help.");
            }
        }
        return new Arguments(options, settings);
    }

    /** One that must be given. */
    String required(String name) {
        var value = options.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("--" + name + " is missing. See --help.");
        }
        return value;
    }

    void refuseOthersThan(String... known) {
        for (var name : options.keySet()) {
            if (!List.of(known).contains(name)) {
                throw new IllegalArgumentException(
                        "--" + name + " is not an option of this command. See --help.");
            }
        }
    }
}
