package dev.groundplan.run.web;

import dev.groundplan.engine.ChangeAction;

/** What a change does, as pages say it: verb, sign and the name of its colour. */
record ActionView(String word, String sign, String icon, String css) {

    static ActionView of(ChangeAction action) {
        return switch (action) {
            case CREATE -> new ActionView("Create", "+", "plus", "create");
            case UPDATE -> new ActionView("Change", "~", "edit", "update");
            case REPLACE -> new ActionView("Replace", "±", "replace", "replace");
            case DELETE -> new ActionView("Destroy", "−", "trash", "delete");
            case READ -> new ActionView("Read", "<", "read", "read");
            case RUN -> new ActionView("Run script", "▸", "script", "run");
            case FORGET -> new ActionView("Forget", "×", "unlink", "forget");
            case NO_OP -> new ActionView("No change", "=", "minus", "noop");
            case ERROR -> new ActionView("Error", "!", "error", "error");
        };
    }
}
