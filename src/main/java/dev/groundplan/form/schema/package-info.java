/** What the parts of a form have in common: reading JSON Schema, comparing JSON, naming places. */
@NullMarked
package dev.groundplan.form.schema;

import org.jspecify.annotations.NullMarked;
