package dev.groundplan.credential;

import dev.groundplan.catalog.TemplateId;

/**
 * A place for a credential in a template.
 *
 * @param template the template's name
 * @param roles what its steps use it for, such as "ssh"
 */
public record Slot(TemplateId templateId, String template, String name, String roles) {
    /** Stands for it in a form. */
    public String key() {
        return templateId.value() + "/" + name;
    }
}
