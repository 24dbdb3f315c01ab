package dev.groundplan.catalog;

/** What is stored of a template version is not what was imported: nothing of it may run. */
public class TemplateDamagedException extends RuntimeException {
    TemplateDamagedException(String message, Throwable cause) {
        super(message, cause);
    }

    TemplateDamagedException(String message) {
        super(message);
    }
}
