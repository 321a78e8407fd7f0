import Forms
import Model

/// One annual report: year, agency, figures, prose.
public typealias Report = Model.Report
/// A report as it was read from a file.
public typealias ReportReading = Forms.ReportReading
/// A national form of the report: its fields, by their paths.
public typealias Form = Forms.Form
/// What a report holds for a field: a value, a mark, or neither.
public typealias Figure = Model.Figure
/// A count, or an amount in 万元.
public typealias FigureValue = Model.FigureValue
/// The name of a field, such as `requests.received.total`.
public typealias FieldPath = Model.FieldPath
/// Something that a person should know about a file; also the error that reading and writing throw.
public typealias Finding = Model.Finding
/// The one figure whose mending repairs several relations.
public typealias Culprit = Model.Culprit
/// The cell that a value was read from.
public typealias Origin = Model.Origin
/// The row and column of a cell, both from 0.
public typealias CellAddress = Model.CellAddress
