/** A field of a form; its name is a key of the `recordData` of that form's records. */
export interface Variable {
  readonly studyKey: string;
  readonly variableId: number;
  /** Kind of field, e.g. `RADIO` or `TEXT`. */
  readonly variableType: string;
  readonly variableName: string;
  /** Position on the form. */
  readonly sequence: number;
  /** How often the definition was changed. */
  readonly revision: number;
  readonly disabled: boolean;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateCreated: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateModified: string;
  readonly formId: number;
  /** Identifier assigned by the client. */
  readonly variableOid: string;
  readonly deleted: boolean;
  readonly formKey: string;
  readonly formName: string;
  /** The question as users see it. */
  readonly label: string;
  /** Whether the field is hidden from those who must not know the treatment. */
  readonly blinded: boolean;
}
