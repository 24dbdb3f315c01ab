package dev.groundplan.catalog;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** No such template, or no such version of it. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class TemplateNotFoundException extends RuntimeException {
    public TemplateNotFoundException(String name) {
        super("There is no template \"" + name + "\".");
    }

    public TemplateNotFoundException(String name, String version) {
        super("The template \"" + name + "\" has no version " + version + ".");
    }
}
