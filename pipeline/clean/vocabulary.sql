-- The codes and what they are called, each once.
select field, code, min(label_vi) as label_vi, min(label_en) as label_en from raw.vocabulary group by field, code
