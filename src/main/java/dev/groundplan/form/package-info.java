/**
 * A JSON Schema as a form in the browser: fields, what was typed as values, and one validator for
 * both.
 */
@ApplicationModule(allowedDependencies = {"page"})
@NullMarked
package dev.groundplan.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
