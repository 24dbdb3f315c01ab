/** Backups for programs. */
@NullMarked
package dev.groundplan.backup.api;

import org.jspecify.annotations.NullMarked;
