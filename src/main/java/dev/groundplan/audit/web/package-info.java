/** The page of the audit trail. */
@NullMarked
package dev.groundplan.audit.web;

import org.jspecify.annotations.NullMarked;
