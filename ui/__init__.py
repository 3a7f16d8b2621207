"""The rest of Streamlit: the frame every page opens with, filters, data, figures."""
